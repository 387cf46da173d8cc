// What the screens of visits ask of the server.
import { api } from '@lib/api';
import type { RosterEntry } from '@lib/contract/enrol';
import type { GroupKind, Visit, VisitState } from '@lib/contract/outreach';
import type { Place, ResidentSummary } from '@lib/contract/register';
import type { Colleague } from '@lib/contract/staff';

export type Group = { id: string; kind: GroupKind; name: string; area: Place | null; members: number };
export type VisitGiven = { date: string; starts: string; ends: string; place: string; address: string; area: string; host: string; team: string[]; expected: number; note: string };

export type Candidate = ResidentSummary & { why: string; on_roster: boolean };
/** What came, or would come, of a staff file. */
export type RosterImport = {
  file: string;
  dry_run: boolean;
  columns: Record<string, string>;
  rows: number;
  matched: number;
  added: number;
  linked: number;
  already: number;
  repeated: { row: number; first: number }[];
  doubtful: { row: number; given_name: string; unit: string; reason: string; candidates: Candidate[] }[];
  unmatched: { row: number; given_name: string; unit: string; reason: string }[];
  rejected: { row: number; reason?: string; code?: string }[];
};

export const visits = (from: string | undefined, to: string | undefined, signal?: AbortSignal) =>
  api.get<{ visits: Visit[] }>('/api/v1/visits', { query: { from, to }, signal }).then((a) => a.visits);
export const visit = (id: string, signal: AbortSignal) => api.get<Visit>(`/api/v1/visits/${id}`, { signal });
export const addVisit = (v: VisitGiven) => api.post<Visit>('/api/v1/visits', v);
export const changeVisit = (id: string, v: Partial<VisitGiven> & { state?: VisitState }) => api.patch<Visit>(`/api/v1/visits/${id}`, v);

export const roster = (id: string, signal: AbortSignal) => api.get<{ entries: RosterEntry[] }>(`/api/v1/visits/${id}/roster`, { signal }).then((a) => a.entries);
export const addGroupTo = (id: string, group: string) => api.post<{ added: number }>(`/api/v1/visits/${id}/roster/group`, { group_id: group });
export const addPeopleTo = (id: string, residents: string[], unit?: string) =>
  api.post<{ added: number }>(`/api/v1/visits/${id}/roster/people`, { resident_ids: residents, unit });
export const addNameTo = (id: string, name: string, unit: string) => api.post<{ added: number }>(`/api/v1/visits/${id}/roster/people`, { names: [name], unit });
export const removeFrom = (id: string, no: number) => api.del<void>(`/api/v1/visits/${id}/roster/${no}`);
export const rosterFile = (id: string, file: File, dryRun: boolean) =>
  api.post<RosterImport>(`/api/v1/visits/${id}/roster/file`, file.slice(0, file.size, 'application/octet-stream'), {
    query: { dry_run: dryRun }, timeout: 60_000, headers: { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
  });

export const groups = (kind?: GroupKind, signal?: AbortSignal) => api.get<{ groups: Group[] }>('/api/v1/groups', { query: { kind }, signal }).then((a) => a.groups);
/** Who may be in a visit's team. */
export const officers = (signal?: AbortSignal) => api.get<{ officers: Colleague[] }>('/api/v1/officers', { signal }).then((a) => a.officers);
