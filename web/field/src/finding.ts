// What the officer is looking for: kept while a person is open, so that "back" shows the same list.
import { signal } from '@preact/signals';

export const by = signal<'name' | 'nik'>('name');
export const text = signal('');
export const nik = signal('');

/** Begins with the next person: nothing of the one before is left, except how the officer likes to search. */
export function startFinding(name = ''): void {
  text.value = name;
  nik.value = '';
  if (name) by.value = 'name';
}
