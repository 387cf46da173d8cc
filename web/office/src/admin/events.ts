// The audit log: its events in readable words.
import { api } from '@lib/api';
import { dictionary, translator } from '@lib/i18n';
import { eventWords } from './eventwords';

export type AuditEvent = { at: string; actor: string; actor_name: string; event: string; subject: string; purpose: string; outcome: string };
export const auditEvents = (q: { subject?: string; before?: string; limit?: number }, signal?: AbortSignal) =>
  api.get<{ events: AuditEvent[] }>('/api/v1/audit', { query: q, signal }).then((a) => a.events);

const said = translator(eventWords);

/** An event in words; one that is not known yet as it is. */
export function eventName(event: string): string {
  return event in eventWords.id ? said(event as keyof typeof eventWords.id) : event;
}

/** The events that belong to a group of another name. */
const belongs: Record<string, EventGroup> = { officer: 'staff', issuer: 'credential', consent: 'attempt', outcome: 'attempt', board: 'target', demo: 'session' };
/** The group of an event; one of the system itself is in none. */
export function groupOf(event: string): string {
  const kind = event.slice(0, event.indexOf('.'));
  return belongs[kind] ?? kind;
}

export const eventGroups = ['session', 'staff', 'resident', 'visit', 'roster', 'group', 'attempt', 'credential', 'import', 'target', 'area', 'audit'] as const;
export type EventGroup = (typeof eventGroups)[number];

const groupTexts = translator(
  dictionary(
    { session: 'Masuk dan keluar', staff: 'Petugas', resident: 'Penduduk', visit: 'Kunjungan', roster: 'Daftar peserta', group: 'Kelompok', attempt: 'Pelayanan', credential: 'Identitas digital', import: 'Impor', target: 'Papan dan target', area: 'Wilayah', audit: 'Jejak audit' },
    { session: 'Logging in and out', staff: 'Staff', resident: 'Residents', visit: 'Visits', roster: 'Rosters', group: 'Groups', attempt: 'Service', credential: 'Digital IDs', import: 'Imports', target: 'Board and target', area: 'Areas', audit: 'Audit log' },
  ),
);
export const groupName = (g: EventGroup) => groupTexts(g);

const purposes = dictionary(
  { counter: 'pelayanan loket', visit: 'pelayanan kunjungan', office: 'pekerjaan kantor', correction: 'perbaikan data' },
  { counter: 'service at the counter', visit: 'service on a visit', office: 'office work', correction: 'correction' },
);
const purposeText = translator(purposes);
/** Why a record was read, in words. */
export function purposeName(p: string): string {
  return p in purposes.id ? purposeText(p as keyof typeof purposes.id) : p;
}

/** Whether an event passes the filter of the screen. */
export function passes(e: AuditEvent, group: string, problems: boolean, text: string, who: string): boolean {
  const wanted = text.trim().toLowerCase();
  return (group === '' || groupOf(e.event) === group) && (!problems || e.outcome !== 'ok')
    && (wanted === '' || `${eventName(e.event)} ${e.event} ${who} ${e.outcome}`.toLowerCase().includes(wanted));
}

const outcomes = dictionary(
  {
    ok: 'Berhasil', session_missing: 'Ditolak: belum masuk', session_ended: 'Ditolak: sesi berakhir', login_wrong: 'Ditolak: kata sandi salah', login_limited: 'Ditolak: terlalu banyak percobaan', scope_missing: 'Ditolak: di luar wewenang',
    invalid_grant: 'Ditolak: kode tidak berlaku', invalid_token: 'Ditolak: izin tidak berlaku', invalid_proof: 'Ditolak: bukti kunci keliru', invalid_nonce: 'Diminta mengulang', invalid_request: 'Ditolak: permintaan keliru', other: 'Ditolak: {code}',
  },
  {
    ok: 'Done', session_missing: 'Refused: not logged in', session_ended: 'Refused: session ended', login_wrong: 'Refused: wrong password', login_limited: 'Refused: too many tries', scope_missing: 'Refused: not their right',
    invalid_grant: 'Refused: code not valid', invalid_token: 'Refused: permit not valid', invalid_proof: 'Refused: wrong proof of key', invalid_nonce: 'Asked to try again', invalid_request: 'Refused: malformed request', other: 'Refused: {code}',
  },
);
const outcomeText = translator(outcomes);
/** What an operation came to, in words; a refusal that has none by its code. */
export function outcomeName(code: string): string {
  return code in outcomes.id && code !== 'other' ? outcomeText(code as Exclude<keyof typeof outcomes.id, 'other'>) : outcomeText('other', { code });
}
