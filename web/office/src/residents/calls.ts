// What the screens of residents ask of the server. Names and numbers go in bodies, never in addresses.
import { api } from '@lib/api';
import type { Standing } from '@lib/contract/enrol';
import type { ResidentRecord, ResidentSummary, SearchAnswer, SearchRequest } from '@lib/contract/register';
import type { Look } from './looks';

export const search = (q: SearchRequest, signal?: AbortSignal) => api.post<SearchAnswer>('/api/v1/residents/search', q, { signal });
/** The record, with the reason that the person will see. */
export const record = (id: string, signal: AbortSignal) => api.get<ResidentRecord>(`/api/v1/residents/${id}`, { query: { purpose: 'office' }, signal });
export const family = (id: string, signal: AbortSignal) => api.get<{ members: ResidentSummary[] }>(`/api/v1/residents/${id}/family`, { signal }).then((a) => a.members);
export const standing = (id: string, signal: AbortSignal) => api.get<Standing>(`/api/v1/residents/${id}/standing`, { signal });
export const setKtpStatus = (id: string, status: number) => api.put<ResidentSummary>(`/api/v1/residents/${id}/ktp-status`, { ktp_status: status });
export const looks = (id: string, signal: AbortSignal) => api.get<{ looks: Look[] }>(`/api/v1/residents/${id}/looks`, { signal }).then((a) => a.looks);
export const photoOf = (id: string) => `/api/v1/residents/${id}/photo`;
