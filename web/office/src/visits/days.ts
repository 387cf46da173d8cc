// Days as the calendar and the list need them. A day is YYYY-MM-DD, a month YYYY-MM. No drawing.
import type { Visit } from '@lib/contract/outreach';

const length = 86_400_000; // milliseconds in a day

/** A day some days later. */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * length).toISOString().slice(0, 10);
}

/** A month some months later. */
export function addMonths(month: string, n: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, m - 1 + n, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month, Monday to Sunday, filled up with the days around it. */
export function weeks(month: string): string[][] {
  const first = `${month}-01`;
  const monday = addDays(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const after = `${addMonths(month, 1)}-01`;
  const list: string[][] = [];
  for (let day = monday; day < after; day = addDays(day, 7)) list.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)));
  return list;
}

/** Visits in the three parts of the list: today and coming by time, past with the latest first. */
export function parts(visits: readonly Visit[], today: string): { today: Visit[]; coming: Visit[]; past: Visit[] } {
  const order = (a: Visit, b: Visit) => a.date.localeCompare(b.date) || a.starts.localeCompare(b.starts) || a.place.localeCompare(b.place);
  const sorted = [...visits].sort(order);
  return {
    today: sorted.filter((v) => v.date === today),
    coming: sorted.filter((v) => v.date > today),
    past: sorted.filter((v) => v.date < today).sort((a, b) => order(b, a)),
  };
}

/** 07.30–11.00 as Indonesians write times; '' without any. */
export function hours(v: { starts: string; ends: string }, point: string): string {
  return [v.starts, v.ends].filter(Boolean).map((t) => t.replace(':', point)).join('–');
}
