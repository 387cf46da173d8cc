// The JSON of groups and visits, as internal/outreach answers it.
import type { Place } from './register';

export type GroupKind = 'agency' | 'school' | 'health' | 'company' | 'community';
export type GroupRef = { id: string; name: string; kind: GroupKind };
export type VisitState = 'planned' | 'open' | 'closed' | 'cancelled';

/** How far a visit has come. Present is everybody with an attempt at it. */
export type Counts = {
  present: number;
  active: number;
  /** Active people of other cities: served here, not counted here. */
  active_elsewhere: number;
  offered: number;
  failed: number;
  refused: number;
  left: number;
};

export type Visit = {
  id: string;
  /** YYYY-MM-DD */
  date: string;
  /** "07:30", '' if open. */
  starts: string;
  ends: string;
  place: string;
  address: string;
  area: Place | null;
  host: GroupRef | null;
  team: { id: string; name: string }[];
  expected: number;
  /** How many are on the roster. */
  roster: number;
  state: VisitState;
  note: string;
  counts: Counts;
};
