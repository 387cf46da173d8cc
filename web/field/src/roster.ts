// The roster as the officer reads it: one state a person, filters, and a search that needs no network.
import type { RosterEntry, TriageCode } from '@lib/contract/enrol';

export type Standing = 'waiting' | 'serving' | 'offered' | 'active' | 'failed' | 'refused' | 'left' | 'unmatched' | Exclude<TriageCode, 'may_activate' | 'already_active'>;
export type Filter = 'all' | 'waiting' | 'offered' | 'active' | 'ended';
export const filters: readonly Filter[] = ['all', 'waiting', 'offered', 'active', 'ended'];

/** The one state of somebody on the roster. What happened counts for more than what the register says. */
export function standingOf(e: RosterEntry): Standing {
  switch (e.attempt?.state) {
    case 'active':
    case 'offered':
    case 'failed':
    case 'refused':
    case 'left':
      return e.attempt.state;
    case 'prepared':
    case 'identified':
      return 'serving';
    default:
  }
  if (!e.resident) return 'unmatched';
  if (!e.triage || e.triage.code === 'may_activate') return 'waiting';
  return e.triage.code === 'already_active' ? 'active' : e.triage.code;
}

/** The filter that a state belongs to. */
export function filterOf(s: Standing): Exclude<Filter, 'all'> {
  if (s === 'active' || s === 'offered') return s;
  return s === 'failed' || s === 'refused' || s === 'left' ? 'ended' : 'waiting';
}

/** How many people each filter shows. */
export function tally(entries: readonly RosterEntry[]): Record<Filter, number> {
  const n: Record<Filter, number> = { all: entries.length, waiting: 0, offered: 0, active: 0, ended: 0 };
  for (const e of entries) n[filterOf(standingOf(e))]++;
  return n;
}

/** The entries of a filter that fit a text: beginnings of words of the name or unit in any order, or digits of the NIK. */
export function search(entries: readonly RosterEntry[], text: string, filter: Filter = 'all'): RosterEntry[] {
  const digits = text.replace(/[\s.-]/g, '');
  const fits = /^\d{2,}$/.test(digits) ? (e: RosterEntry) => e.resident !== null && hasDigits(e.resident.nik_masked, digits) : byWords(text);
  return entries.filter((e) => (filter === 'all' || filterOf(standingOf(e)) === filter) && fits(e));
}

function byWords(text: string): (e: RosterEntry) => boolean {
  const wanted = words(text);
  return (e) => {
    const has = words(`${e.resident?.name ?? ''} ${e.given_name} ${e.unit}`);
    return wanted.every((w) => has.some((h) => h.startsWith(w)));
  };
}

/** The words of a text without accents and case. */
export function words(text: string): string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Whether digits may be the beginning or the end of a masked number: what is masked fits anything. */
export function hasDigits(masked: string, digits: string): boolean {
  if (digits.length > masked.length) return false;
  const fits = (from: number) => [...digits].every((d, i) => !/\d/.test(masked[from + i] ?? '') || masked[from + i] === d);
  const known = (from: number) => [...digits].some((_, i) => /\d/.test(masked[from + i] ?? ''));
  const end = masked.length - digits.length;
  return (known(0) && fits(0)) || (known(end) && fits(end));
}
