// Where the officer works today: at a visit or at the counter. The device remembers it for the day, ids only.
import { signal } from '@preact/signals';
import { dayOf } from '@lib/format';

export type Workplace = { kind: 'visit'; visitId: string } | { kind: 'counter' };

const key = 'jemput.field.workplace';

/** undefined until it is chosen. */
export const workplace = signal<Workplace | undefined>(remembered());

/** Today in the city, YYYY-MM-DD. */
export function today(): string {
  return dayOf(Date.now());
}

/** Chooses, or with undefined forgets. */
export function work(at: Workplace | undefined): void {
  workplace.value = at;
  try {
    if (at) localStorage.setItem(key, JSON.stringify({ day: today(), at: at.kind === 'visit' ? at.visitId : '' }));
    else localStorage.removeItem(key);
  } catch {
    // storage refused: chosen for as long as the page is open
  }
}

function remembered(): Workplace | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { day?: string; at?: string } | null;
    if (kept?.day !== today() || typeof kept.at !== 'string') return undefined;
    return kept.at === '' ? { kind: 'counter' } : { kind: 'visit', visitId: kept.at };
  } catch {
    return undefined;
  }
}
