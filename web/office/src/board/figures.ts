// What the board works out from the figures of the server. No drawing.
import type { Board, Figures, OutcomeCount } from '@lib/contract/board';
import { hundredths } from '@lib/format';

/** A board after an activation was told live: sums and percentages as the server would answer now. */
export function updated(b: Board, f: Figures, at: string): Board {
  const t = b.target;
  return {
    ...b, ...f, as_of: at,
    percent_of_target_bp: t ? hundredths(f.realised, t.number) : 0,
    percent_of_base_bp: t ? short(f.realised, t.number, hundredths(f.realised, t.base), t.percent_bp) : 0,
  };
}

/** What has not reached its goal never reads as if it had. */
function short(realised: number, number: number, share: number, goal: number): number {
  return goal > 0 && realised < number && share >= goal ? goal - 1 : share;
}

/** How those served here and those counted here come together. */
export function served(b: Board): { here: number; outsiders: number; elsewhere: number; counted: number } {
  return { here: b.served_here, outsiders: b.outsiders_served, elsewhere: b.realised - (b.served_here - b.outsiders_served), counted: b.realised };
}

export type Sentence =
  | { kind: 'reached' }
  | { kind: 'late'; missing: number }
  | { kind: 'pace'; need: number; pace: number };

/** How the target stands, for the last part of the board's sentence. */
export function standing(b: Board): Sentence | undefined {
  if (!b.target) return undefined;
  if (b.realised >= b.target.number) return { kind: 'reached' };
  if (b.workdays_left <= 0) return { kind: 'late', missing: b.target.number - b.realised };
  const need = Math.ceil((b.target.number - b.realised) / b.workdays_left);
  return { kind: 'pace', need, pace: b.pace_per_workday };
}

/** The days up to and including the last one, oldest first, with 0 for days without anybody. */
export function lastDays(series: readonly { day: string; n: number }[], last: string, days: number): { day: string; n: number }[] {
  const known = new Map(series.map((d) => [d.day, d.n]));
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(end - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10);
    return { day, n: known.get(day) ?? 0 };
  });
}

/** Saturday or Sunday. */
export function weekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** Marks for an axis from 0 to at least max: whole numbers, at most five steps. */
export function axis(max: number): number[] {
  let step = 1;
  for (const factor of cycle()) {
    step = factor;
    if (step * 4 >= max) break;
  }
  const top = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: top + 1 }, (_, i) => i * step);
}

function* cycle(): Generator<number> {
  for (let ten = 1; ten < 1e9; ten *= 10) yield* [ten, 2 * ten, 5 * ten];
}

/** Those who came and are not active, by reason, the most frequent first. */
export function reasons(all: readonly OutcomeCount[]): OutcomeCount[] {
  return all.filter((o) => o.n > 0 && (o.outcome === 'failed' || o.outcome === 'refused' || o.outcome === 'left')).sort((a, b) => b.n - a.n || a.code.localeCompare(b.code));
}

/** The upper ends of five equal steps of a map's colours, in hundredths of a percent. */
export function shades(shares: readonly number[]): number[] {
  const max = Math.max(100, ...shares);
  const step = [100, 200, 300, 400, 500, 1000, 2000].find((s) => s * 5 >= max) ?? 2000;
  return [1, 2, 3, 4, 5].map((i) => i * step);
}

/** The shade, 1 to 5, of a share; 0 for nothing. */
export function shadeOf(share: number, ends: readonly number[]): number {
  if (share <= 0) return 0;
  const at = ends.findIndex((e) => share <= e);
  return at < 0 ? ends.length : at + 1;
}
