// Where a person is on the way to the digital ID, and which screens are open to the officer.
import type { Attempt, Standing } from '@lib/contract/enrol';
import { dayOf } from '@lib/format';

export const steps = ['find', 'match', 'consent', 'handover'] as const;
export type Step = (typeof steps)[number];
/** What the person's screen shows: one of the steps, or that it is over. */
export type Stage = Step | 'active' | 'closed';

/** The attempt that a person's screen is about: the open one, the active one, or one that ended today. */
export function current(s: Standing, today: string): Attempt | null {
  const active = s.attempts.find((a) => a.state === 'active');
  const [last] = [...s.attempts].sort((a, b) => b.started_at.localeCompare(a.started_at));
  return s.open ?? active ?? (last && dayOf(last.changed_at) === today ? last : null);
}

/** How far an attempt has come. Nothing is begun before the officer has compared the person with the record. */
export function stage(a: Attempt | null): Stage {
  switch (a?.state) {
    case undefined:
    case 'prepared':
      return 'match';
    case 'identified':
      return a?.consent ? 'handover' : 'consent';
    case 'offered':
      return 'handover';
    case 'active':
      return 'active';
    default:
      return 'closed';
  }
}

/** The stage to show when one was asked for by name: back is always possible, ahead only as far as the attempt is. */
export function shown(a: Attempt | null, asked: string | null): Stage {
  const reached = stage(a);
  if (reached === 'active' || reached === 'closed') return reached;
  const at = steps.findIndex((s) => s === asked);
  return at < 1 || at > steps.indexOf(reached) ? reached : (steps[at] ?? reached);
}

/** The step before one. */
export function before(step: Step): Step {
  return steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'find';
}

/** Whether the identity check and the consent still may be changed: an offer stands on them. */
export function editable(a: Attempt | null): boolean {
  return a === null || a.state === 'prepared' || a.state === 'identified';
}
