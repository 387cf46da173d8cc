// What the board asks of the server.
import { api } from '@lib/api';
import type { AreaMap, AreaTable, Board, GroupTable } from '@lib/contract/board';
import type { AttemptPage, Outcome } from '@lib/contract/enrol';
import type { GroupKind, Visit } from '@lib/contract/outreach';
import { knowCity } from '../city';

export async function board(signal: AbortSignal): Promise<Board> {
  const b = await api.get<Board>('/api/v1/board', { signal });
  knowCity(b.city);
  return b;
}
export const areas = (within: string, signal: AbortSignal) => api.get<AreaTable>('/api/v1/board/areas', { query: { within }, signal });
export const groupTable = (kind: GroupKind, signal: AbortSignal) => api.get<GroupTable>('/api/v1/board/groups', { query: { kind }, signal });
export const areaMap = (code: string, signal: AbortSignal) => api.get<AreaMap>(`/api/v1/areas/${code}/map`, { signal });
export const visitsOn = (day: string, signal: AbortSignal) =>
  api.get<{ visits: Visit[] }>('/api/v1/visits', { query: { from: day, to: day }, signal }).then((a) => a.visits);

export type AttemptFilter = { visit?: string; state?: string; code?: string; day?: string; area?: string; group?: string };
export const attempts = (f: AttemptFilter, after: string | undefined, signal?: AbortSignal) =>
  api.get<AttemptPage>('/api/v1/attempts', { query: { ...f, after, limit: 100 }, signal });

let kept: Promise<Outcome[]> | undefined;
/** The ways that an attempt can end; none for a role that may not read them. */
export function outcomes(): Promise<Outcome[]> {
  kept ??= api.get<{ outcomes: Outcome[] }>('/api/v1/outcomes').then((a) => a.outcomes, () => {
    kept = undefined;
    return [];
  });
  return kept;
}
