// The one state of somebody on the roster. What happened counts for more than what the register says. No drawing.
import type { RosterEntry, TriageCode } from '@lib/contract/enrol';

export type Standing = 'waiting' | 'serving' | 'offered' | 'active' | 'failed' | 'refused' | 'left' | 'unmatched' | Exclude<TriageCode, 'may_activate' | 'already_active'>;
export type Filter = 'all' | 'waiting' | 'active' | 'ended';
export const filters: readonly Filter[] = ['all', 'waiting', 'active', 'ended'];

export function standingOf(e: RosterEntry): Standing {
  const state = e.attempt?.state;
  if (state === 'prepared' || state === 'identified') return 'serving';
  if (state) return state;
  if (!e.resident) return 'unmatched';
  if (!e.triage || e.triage.code === 'may_activate') return 'waiting';
  return e.triage.code === 'already_active' ? 'active' : e.triage.code;
}

/** The filter that a state belongs to. */
export function filterOf(s: Standing): Exclude<Filter, 'all'> {
  if (s === 'active') return 'active';
  return s === 'waiting' || s === 'serving' || s === 'offered' ? 'waiting' : 'ended';
}

/** The entries of a filter whose name or unit has all words typed, or whose masked NIK begins or ends with the digits. */
export function fitting(entries: readonly RosterEntry[], text: string, filter: Filter): RosterEntry[] {
  const wanted = words(text);
  const digits = text.replace(/\D/g, '');
  const fits = (e: RosterEntry) => {
    if (digits.length >= 2 && digits.length === text.replace(/\s/g, '').length) return e.resident !== null && nikFits(e.resident.nik_masked, digits);
    const has = words(`${e.resident?.name ?? ''} ${e.given_name} ${e.unit}`);
    return wanted.every((w) => has.some((h) => h.startsWith(w)));
  };
  return entries.filter((e) => (filter === 'all' || filterOf(standingOf(e)) === filter) && fits(e));
}

function nikFits(masked: string, digits: string): boolean {
  const at = (from: number) => [...digits].every((d, i) => { const m = masked[from + i]; return m !== undefined && (!/\d/.test(m) || m === d); });
  const shown = (from: number) => [...digits].some((_, i) => /\d/.test(masked[from + i] ?? ''));
  const end = masked.length - digits.length;
  return end >= 0 && ((at(0) && shown(0)) || (at(end) && shown(end)));
}

function words(text: string): string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
