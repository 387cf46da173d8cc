// The audit log: its events in readable words.
import { api } from '@lib/api';
import { dictionary, translator } from '@lib/i18n';

export type AuditEvent = { at: string; actor: string; event: string; subject: string; purpose: string; outcome: string };
export const auditEvents = (q: { subject?: string; before?: string; limit?: number }, signal?: AbortSignal) =>
  api.get<{ events: AuditEvent[] }>('/api/v1/audit', { query: q, signal }).then((a) => a.events);

const texts = dictionary(
  {
    'session.start': 'Masuk', 'session.end': 'Keluar', 'session.read': 'Membuka aplikasi', 'demo.accounts': 'Melihat akun demo', 'staff.list': 'Melihat daftar petugas', 'staff.add': 'Membuat akun petugas', 'staff.disable': 'Menutup akun petugas',
    'audit.read': 'Membaca jejak audit', 'area.list': 'Melihat wilayah', 'area.map': 'Melihat peta', 'area.outlines_import': 'Mengimpor batas wilayah', 'area.outlines_remove': 'Menghapus batas wilayah',
    'resident.search': 'Mencari penduduk', 'resident.read': 'Membuka biodata', 'resident.family': 'Melihat keluarga', 'resident.photo': 'Melihat foto', 'resident.ktp_status': 'Mengubah status KTP', 'resident.standing': 'Melihat kedudukan penduduk',
    'import.list': 'Melihat daftar impor', 'import.read': 'Membuka impor', 'import.preview': 'Meninjau berkas impor', 'import.run': 'Menjalankan impor', 'import.delete': 'Menghapus berkas impor', 'import.undo': 'Membatalkan impor', 'import.upload': 'Mengunggah berkas impor', 'import.rejects': 'Mengunduh baris ditolak', 'import.watch': 'Mengikuti impor',
    'group.list': 'Melihat daftar kelompok', 'group.add': 'Membuat kelompok', 'group.read': 'Membuka kelompok', 'group.members': 'Melihat anggota kelompok', 'group.members_add': 'Menambah anggota kelompok', 'group.member_remove': 'Mengeluarkan anggota kelompok',
    'visit.list': 'Melihat daftar kunjungan', 'visit.add': 'Merencanakan kunjungan', 'visit.read': 'Membuka kunjungan', 'visit.change': 'Mengubah kunjungan', 'visit.open': 'Membuka pelayanan kunjungan', 'visit.closed': 'Menutup kunjungan', 'visit.cancelled': 'Membatalkan kunjungan', 'visit.planned': 'Mengembalikan kunjungan ke rencana',
    'roster.read': 'Melihat daftar peserta', 'roster.group': 'Menambah peserta dari kelompok', 'roster.people': 'Menambah peserta', 'roster.file': 'Mengimpor daftar peserta', 'roster.remove': 'Mengeluarkan peserta', 'roster.settle': 'Memastikan siapa pesertanya',
    'attempt.start': 'Mulai melayani', 'attempt.identity': 'Mencocokkan identitas', 'attempt.consent': 'Mencatat persetujuan', 'attempt.offer': 'Memberikan QR', 'attempt.confirm': 'Mengonfirmasi aktivasi', 'attempt.outcome': 'Mencatat hasil', 'attempt.reopen': 'Membuka lagi pelayanan', 'attempt.list': 'Melihat hasil pelayanan', 'attempt.read': 'Membuka pelayanan', 'attempt.watch': 'Mengikuti pelayanan',
    'board.read': 'Melihat papan', 'board.watch': 'Mengikuti papan', 'target.set': 'Menetapkan target', 'target.read': 'Melihat target', 'credential.issue': 'Menerbitkan identitas digital', 'credential.revoke': 'Mencabut identitas digital',
  },
  {
    'session.start': 'Logged in', 'session.end': 'Logged out', 'session.read': 'Opened the app', 'demo.accounts': 'Listed the demo’s accounts', 'staff.list': 'Listed staff', 'staff.add': 'Made a staff account', 'staff.disable': 'Closed a staff account',
    'audit.read': 'Read the audit log', 'area.list': 'Listed areas', 'area.map': 'Saw the map', 'area.outlines_import': 'Imported outlines', 'area.outlines_remove': 'Removed outlines',
    'resident.search': 'Searched residents', 'resident.read': 'Opened a record', 'resident.family': 'Saw the family', 'resident.photo': 'Saw the photo', 'resident.ktp_status': 'Changed the card status', 'resident.standing': 'Saw where a resident stands',
    'import.list': 'Listed imports', 'import.read': 'Opened an import', 'import.preview': 'Previewed a file', 'import.run': 'Ran an import', 'import.delete': 'Deleted a file', 'import.undo': 'Undid an import', 'import.upload': 'Uploaded a file', 'import.rejects': 'Downloaded rejected rows', 'import.watch': 'Followed an import',
    'group.list': 'Listed groups', 'group.add': 'Made a group', 'group.read': 'Opened a group', 'group.members': 'Listed members', 'group.members_add': 'Added members', 'group.member_remove': 'Took a member out',
    'visit.list': 'Listed visits', 'visit.add': 'Planned a visit', 'visit.read': 'Opened a visit', 'visit.change': 'Changed a visit', 'visit.open': 'Opened a visit for service', 'visit.closed': 'Closed a visit', 'visit.cancelled': 'Cancelled a visit', 'visit.planned': 'Took a visit back to planned',
    'roster.read': 'Saw a roster', 'roster.group': 'Added a group to a roster', 'roster.people': 'Added people to a roster', 'roster.file': 'Imported a roster', 'roster.remove': 'Took somebody off a roster', 'roster.settle': 'Settled who somebody is',
    'attempt.start': 'Began to serve', 'attempt.identity': 'Checked the identity', 'attempt.consent': 'Recorded consent', 'attempt.offer': 'Offered the QR', 'attempt.confirm': 'Confirmed an activation', 'attempt.outcome': 'Recorded an outcome', 'attempt.reopen': 'Opened an attempt again', 'attempt.list': 'Listed results', 'attempt.read': 'Opened an attempt', 'attempt.watch': 'Followed an attempt',
    'board.read': 'Saw the board', 'board.watch': 'Followed the board', 'target.set': 'Set the target', 'target.read': 'Saw the target', 'credential.issue': 'Issued a digital ID', 'credential.revoke': 'Revoked a digital ID',
  },
);
const said = translator(texts);

/** An event in words; one that is not known yet as it is. */
export function eventName(event: string): string {
  return event in texts.id ? said(event as keyof typeof texts.id) : event;
}

export const eventGroups = ['session', 'staff', 'resident', 'visit', 'roster', 'group', 'attempt', 'credential', 'import', 'target', 'area', 'audit'] as const;
export type EventGroup = (typeof eventGroups)[number];

const groupTexts = translator(
  dictionary(
    { session: 'Masuk dan keluar', staff: 'Petugas', resident: 'Penduduk', visit: 'Kunjungan', roster: 'Daftar peserta', group: 'Kelompok', attempt: 'Pelayanan', credential: 'Identitas digital', import: 'Impor', target: 'Target', area: 'Wilayah', audit: 'Jejak audit' },
    { session: 'Logging in and out', staff: 'Staff', resident: 'Residents', visit: 'Visits', roster: 'Rosters', group: 'Groups', attempt: 'Service', credential: 'Digital IDs', import: 'Imports', target: 'Target', area: 'Areas', audit: 'Audit log' },
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
  return (group === '' || e.event.startsWith(`${group}.`)) && (!problems || e.outcome !== 'ok')
    && (wanted === '' || `${eventName(e.event)} ${e.event} ${who} ${e.outcome}`.toLowerCase().includes(wanted));
}
