import { describe, expect, test } from 'vitest';
import { commandOf } from './keys';
import { allowed, menu, places } from './nav';

const registrar = ['board.read', 'visit.read', 'visit.write', 'roster.read', 'resident.read', 'attempt.write', 'import.write'];

describe('the menu', () => {
  test('has only what a role may open, and no empty group', () => {
    expect(allowed(['board.read', 'audit.read']).map((p) => p.to)).toEqual(['/', '/target', '/audit']);
    expect(menu(['visit.read']).map((g) => g.items.length)).toEqual([2]);
    expect(menu([])).toEqual([]);
  });
  test('has a letter of its own for every place', () => {
    expect(new Set(places.map((p) => p.key)).size).toBe(places.length);
  });
});

describe('keys', () => {
  test('search, help and the two steps of going', () => {
    expect(commandOf('/', false, registrar)).toBe('search');
    expect(commandOf('?', false, registrar)).toBe('help');
    expect(commandOf('g', false, registrar)).toBe('wait');
    expect(commandOf('k', true, registrar)).toEqual({ go: '/kunjungan' });
    expect(commandOf('K', true, registrar)).toEqual({ go: '/kunjungan' });
  });
  test('nothing happens without the right, or for other keys', () => {
    expect(commandOf('/', false, ['board.read'])).toBeUndefined();
    expect(commandOf('s', true, registrar)).toBeUndefined();
    expect(commandOf('k', false, registrar)).toBeUndefined();
  });
});
