// What the officer's app asks of the server. Names and NIKs go in bodies, never in addresses.
import { api } from '@lib/api';
import type { Attempt, AttemptPage, Channel, Consent, Method, Offer, Outcome, OutcomeGiven, RosterEntry, Standing } from '@lib/contract/enrol';
import type { Visit } from '@lib/contract/outreach';
import type { Purpose, ResidentRecord, SearchAnswer } from '@lib/contract/register';
import { workplace } from './workplace';

type Stop = AbortSignal;

export const visitsOf = (day: string, signal: Stop) =>
  api.get<{ visits: Visit[] }>('/api/v1/visits', { query: { from: day, to: day }, signal }).then((a) => a.visits);
export const visit = (id: string, signal: Stop) => api.get<Visit>(`/api/v1/visits/${id}`, { signal });
export const roster = (visitId: string, signal: Stop) =>
  api.get<{ entries: RosterEntry[] }>(`/api/v1/visits/${visitId}/roster`, { signal }).then((a) => a.entries);

export const find = (text: string, signal: Stop) => api.post<SearchAnswer>('/api/v1/residents/search', { text, limit: 20 }, { signal });
export const photoOf = (residentId: string) => `/api/v1/residents/${residentId}/photo`;
export const standing = (residentId: string, signal?: Stop) => api.get<Standing>(`/api/v1/residents/${residentId}/standing`, { signal });
/** The record, with the reason that the person will see. */
export function record(residentId: string, signal: Stop): Promise<ResidentRecord> {
  const purpose: Purpose = workplace.peek()?.kind === 'visit' ? 'visit' : 'counter';
  return api.get<ResidentRecord>(`/api/v1/residents/${residentId}`, { query: { purpose }, signal });
}

/** Who is served where, as a new attempt says it. */
function where(residentId: string): { resident_id: string; channel: Channel; visit_id?: string } {
  const at = workplace.peek();
  return at?.kind === 'visit' ? { resident_id: residentId, channel: 'visit', visit_id: at.visitId } : { resident_id: residentId, channel: 'counter' };
}

/** Begins the attempt, or goes on with the one that is open. */
export const begin = (residentId: string) => api.post<Attempt>('/api/v1/attempts', where(residentId));
/** Writes down in one step that somebody came and got nothing: also for those who may not begin. */
export const turnAway = (residentId: string, outcome: OutcomeGiven) => api.post<Attempt>('/api/v1/attempts', { ...where(residentId), outcome });

const act = <T>(id: string, what: string, body?: unknown) => api.post<T>(`/api/v1/attempts/${id}/${what}`, body ?? {});
export const identify = (id: string, method: Method, note: string) => act<Attempt>(id, 'identity', { method, note });
export const agree = (id: string, version: string, language: string) => act<Attempt>(id, 'consent', { version, language });
export const offer = (id: string) => act<Offer>(id, 'offer');
export const confirm = (id: string) => act<Attempt>(id, 'confirm');
export const close = (id: string, o: OutcomeGiven) => act<Attempt>(id, 'outcome', o);
export const reopen = (id: string, reason: string) => act<Attempt>(id, 'reopen', { reason });

export const attempts = (query: { visit?: string; day?: string; after?: string }, signal?: Stop) =>
  api.get<AttemptPage>('/api/v1/attempts', { query: { ...query, limit: 500 }, signal });

// The same for everybody and all day long: asked for once, again only if it failed.
export const outcomes = once(() => api.get<{ outcomes: Outcome[] }>('/api/v1/outcomes').then((a) => a.outcomes));
export const consent = once(() => api.get<Consent>('/api/v1/consent'));

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= ask().catch((err: unknown) => {
      kept = undefined;
      throw err;
    });
    return kept;
  };
}
