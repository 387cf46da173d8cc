// The JSON of attempts, as internal/enrol answers it.
import type { GroupRef } from './outreach';
import type { ResidentSummary } from './register';

export type AttemptState = 'prepared' | 'identified' | 'offered' | 'active' | 'failed' | 'refused' | 'left';
export type Channel = 'visit' | 'counter';
export type Mode = 'native' | 'external';
export type Method = 'card_and_face' | 'card_only' | 'face_only' | 'exception';
/** May activate, or why not. */
export type TriageCode = 'may_activate' | 'record_first' | 'too_young' | 'not_living' | 'moved_out' | 'foreigner' | 'already_active';
export type Triage = { code: TriageCode; may_activate: boolean };
/** A text in both languages. */
export type Both = { id: string; en: string };

/** One person's attempt to get the digital ID, as it stands. Ids and days are '' if there are none. */
export type Attempt = {
  id: string;
  resident_id: string;
  visit_id: string;
  group_id: string;
  officer: { id: string; name: string };
  channel: Channel;
  mode: Mode;
  state: AttemptState;
  /** Of the outcome, '' unless it ended without an activation. */
  code: string;
  next: string;
  /** YYYY-MM-DD */
  retry_on: string;
  started_at: string;
  changed_at: string;
  active_at: string;
  identity: { method: Method; note: string } | null;
  consent: { version: string; at: string } | null;
  offer: { expires_at: string; redeemed: boolean; issued: boolean } | null;
  /** The person lives in this city. */
  counts_here: boolean;
};

export type AttemptRow = Attempt & { resident: ResidentSummary };
export type AttemptPage = { attempts: AttemptRow[]; total: number; next?: string };

export type Standing = { triage: Triage; group: GroupRef | null; open: Attempt | null; attempts: Attempt[] };

export type RosterEntry = {
  no: number;
  unit: string;
  /** As the file had it, for who was not found in the register. */
  given_name: string;
  resident: ResidentSummary | null;
  triage: Triage | null;
  attempt: Attempt | null;
};

/** Who can end without an activation, and how. */
export type Outcome = { code: string; state: 'failed' | 'refused' | 'left'; name: Both; next: Both; retry_days: number };
export type OutcomeGiven = { code: string; next?: string; retry_on?: string; note?: string };

export type Consent = { version: string; purpose: Both; text: { id: string[]; en: string[] }; retention: Both };

/** What is handed over: never kept on the device. */
export type Offer = { link: string; uri: string; tx_code: string; expires_at: string };
