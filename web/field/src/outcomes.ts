// Ways that an attempt ends without an activation, in the groups of the outcome screen, and when to try again.
import type { Outcome, TriageCode } from '@lib/contract/enrol';
import type { IconName } from '@lib/ui';

export const groups = ['phone', 'network', 'data', 'person'] as const;
export type Group = (typeof groups)[number];

/** Words in a code that say which group it is in; the first that fits. */
const signs: readonly [RegExp, Group, IconName][] = [
  [/^other$/, 'person', 'edit'],
  [/^face_/, 'data', 'eye'],
  [/fear/, 'person', 'shield'],
  [/refus(es|ed$)/, 'person', 'fail'],
  [/left/, 'person', 'logout'],
  [/e?mail/, 'network', 'file'],
  [/signal|quota|network/, 'network', 'offline'],
  [/system/, 'network', 'warning'],
  [/camera/, 'phone', 'camera'],
  [/pin_/, 'phone', 'lock'],
  [/storage/, 'phone', 'download'],
  [/phone|^os_|bound/, 'phone', 'device'],
  [/record_first/, 'data', 'card'],
  [/young/, 'data', 'calendar'],
  [/moved|foreign/, 'data', 'map'],
];

/** Where a way of ending belongs. What somebody decides is about the person, whatever it is called. */
export function groupOf(o: Outcome): Group {
  return sign(o)[1];
}

/** The picture on its tile. */
export function iconOf(o: Outcome): IconName {
  return sign(o)[2];
}

function sign(o: Outcome): readonly [unknown, Group, IconName] {
  const found = signs.find(([words]) => words.test(o.code));
  if (o.state !== 'failed' && found?.[1] !== 'person') return [null, 'person', 'fail'];
  return found ?? [null, 'data', 'file'];
}

/** All in their groups, in the server's order; no empty group. */
export function grouped(all: readonly Outcome[]): { group: Group; outcomes: Outcome[] }[] {
  return groups.map((group) => ({ group, outcomes: all.filter((o) => groupOf(o) === group) })).filter((g) => g.outcomes.length > 0);
}

/** A day (YYYY-MM-DD) some days later; a Saturday or Sunday becomes the Monday after. '' for no days. */
export function retryDay(today: string, days: number): string {
  if (days <= 0) return '';
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  const weekday = at.getUTCDay();
  if (weekday === 6 || weekday === 0) at.setUTCDate(at.getUTCDate() + (weekday === 6 ? 2 : 1));
  return at.toISOString().slice(0, 10);
}

/** The outcome that says the same as a triage that does not let a person go on. */
export function forTriage(all: readonly Outcome[], code: TriageCode): Outcome | undefined {
  return all.find((o) => o.code === code);
}

/** What "Menolak" on the consent screen writes down: the plain refusal, not one for a reason of its own. */
export function plainRefusal(all: readonly Outcome[]): Outcome | undefined {
  const refused = all.filter((o) => o.state === 'refused');
  return refused.find((o) => o.code === 'refuses') ?? refused[refused.length - 1];
}
