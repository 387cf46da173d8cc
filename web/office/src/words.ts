// Words for the codes of the API that more than one screen says.
import type { AttemptState, Channel, Method, TriageCode } from '@lib/contract/enrol';
import type { GroupKind, VisitState } from '@lib/contract/outreach';
import type { Coded } from '@lib/contract/register';
import type { Role } from '@lib/contract/staff';
import { dictionary, translator } from '@lib/i18n';
import type { IconName, Tone } from '@lib/ui';

const w = translator(
  dictionary(
    {
      'role.administrator': 'Administrator', 'role.head': 'Kepala dinas', 'role.planner': 'Perencana', 'role.registrar': 'Registrar',
      'role.officer': 'Petugas lapangan', 'role.agency_contact': 'Kontak instansi', 'role.auditor': 'Auditor', 'role.relying_party': 'Lembaga pengguna',
      'does.administrator': 'Menjaga sistem, akun petugas, dan target', 'does.head': 'Memantau dan menetapkan target', 'does.planner': 'Menyusun kunjungan dan peserta',
      'does.registrar': 'Melayani di loket, data penduduk', 'does.officer': 'Melayani di kunjungan', 'does.agency_contact': 'Melihat kemajuan instansinya',
      'does.auditor': 'Memeriksa jejak audit', 'does.relying_party': 'Memeriksa identitas digital',
      'kind.agency': 'Instansi (OPD)', 'kind.school': 'Sekolah', 'kind.health': 'Kesehatan', 'kind.company': 'Perusahaan', 'kind.community': 'Masyarakat',
      'visit.planned': 'Direncanakan', 'visit.open': 'Berjalan', 'visit.closed': 'Selesai', 'visit.cancelled': 'Dibatalkan',
      'attempt.prepared': 'Sedang dilayani', 'attempt.identified': 'Sudah dicocokkan', 'attempt.offered': 'QR diberikan', 'attempt.active': 'Sudah aktif',
      'attempt.failed': 'Gagal', 'attempt.refused': 'Menolak', 'attempt.left': 'Pulang',
      'triage.may_activate': 'Siap diaktifkan', 'triage.record_first': 'Belum rekam', 'triage.too_young': 'Belum cukup umur', 'triage.not_living': 'Tercatat meninggal',
      'triage.moved_out': 'Sudah pindah', 'triage.foreigner': 'Bukan WNI', 'triage.already_active': 'Sudah aktif',
      'channel.visit': 'Kunjungan', 'channel.counter': 'Loket',
      'method.card_and_face': 'Kartu dan wajah cocok', 'method.card_only': 'Kartu saja', 'method.face_only': 'Wajah saja', 'method.exception': 'Pengecualian',
      'ktp.1': 'Belum wajib KTP', 'ktp.2': 'Belum rekam', 'ktp.3': 'Sudah rekam', 'ktp.4': 'Kartu dicetak', 'ktp.5': 'Siap cetak (PRR)', 'ktp.6': 'Kartu dikirim',
      'ktp.7': 'Antre cetak', 'ktp.8': 'Kartu diterima', 'life.1': 'Hidup', 'life.2': 'Meninggal', 'life.3': 'Pindah',
      'sex.L': 'Laki-laki', 'sex.P': 'Perempuan', 'years': '{n} tahun',
    },
    {
      'role.administrator': 'Administrator', 'role.head': 'Head of office', 'role.planner': 'Planner', 'role.registrar': 'Registrar',
      'role.officer': 'Field officer', 'role.agency_contact': 'Agency contact', 'role.auditor': 'Auditor', 'role.relying_party': 'Relying party',
      'does.administrator': 'Runs the system, staff accounts and the target', 'does.head': 'Follows progress and sets the target', 'does.planner': 'Plans visits and rosters',
      'does.registrar': 'Serves at the counter, residents’ data', 'does.officer': 'Serves people on visits', 'does.agency_contact': 'Sees how their agency stands',
      'does.auditor': 'Reads the audit log', 'does.relying_party': 'Checks digital IDs',
      'kind.agency': 'Agencies', 'kind.school': 'Schools', 'kind.health': 'Health', 'kind.company': 'Companies', 'kind.community': 'Communities',
      'visit.planned': 'Planned', 'visit.open': 'Running', 'visit.closed': 'Done', 'visit.cancelled': 'Cancelled',
      'attempt.prepared': 'Being served', 'attempt.identified': 'Identity checked', 'attempt.offered': 'QR offered', 'attempt.active': 'Active',
      'attempt.failed': 'Failed', 'attempt.refused': 'Refused', 'attempt.left': 'Left',
      'triage.may_activate': 'Ready to activate', 'triage.record_first': 'Not recorded yet', 'triage.too_young': 'Too young', 'triage.not_living': 'Recorded as dead',
      'triage.moved_out': 'Moved away', 'triage.foreigner': 'Not a citizen', 'triage.already_active': 'Active',
      'channel.visit': 'Visit', 'channel.counter': 'Counter',
      'method.card_and_face': 'Card and face match', 'method.card_only': 'Card only', 'method.face_only': 'Face only', 'method.exception': 'Exception',
      'ktp.1': 'Card not required yet', 'ktp.2': 'Not recorded', 'ktp.3': 'Recorded', 'ktp.4': 'Card printed', 'ktp.5': 'Ready to print (PRR)', 'ktp.6': 'Card shipped',
      'ktp.7': 'Queued for printing', 'ktp.8': 'Card received', 'life.1': 'Living', 'life.2': 'Dead', 'life.3': 'Moved away',
      'sex.L': 'Male', 'sex.P': 'Female', 'years': { one: '{n} year', other: '{n} years' },
    },
  ),
);

export const roleName = (r: Role) => w(`role.${r}`);
export const roleWork = (r: Role) => w(`does.${r}`);
export const kindName = (k: GroupKind) => w(`kind.${k}`);
export const visitStateName = (s: VisitState) => w(`visit.${s}`);
export const attemptName = (s: AttemptState) => w(`attempt.${s}`);
export const triageName = (c: TriageCode) => w(`triage.${c}`);
export const channelName = (c: Channel) => w(`channel.${c}`);
export const methodName = (m: Method) => w(`method.${m}`);
export const sexName = (s: 'L' | 'P') => w(`sex.${s}`);
export const years = (n: number) => w('years', { n });

const ktp = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** The steps towards the card, from the first to the last as an office meets them. */
export const ktpOrder: readonly number[] = [1, 2, 3, 5, 7, 4, 6, 8];
/** A KTP status in the office's words; an unknown one as the register has it. */
export function ktpName(c: Coded): string {
  const known = ktp.find((k) => k === c.code);
  return known ? w(`ktp.${known}`) : c.name;
}
export function lifeName(c: Coded): string {
  const known = ([1, 2, 3] as const).find((k) => k === c.code);
  return known ? w(`life.${known}`) : c.name;
}

export const groupKinds: readonly GroupKind[] = ['agency', 'school', 'health', 'company', 'community'];
export const kindIcon: Record<GroupKind, IconName> = { agency: 'building', school: 'school', health: 'shield', company: 'chart', community: 'people' };
export const visitTone: Record<VisitState, readonly [Tone, IconName]> = { planned: ['idle', 'calendar'], open: ['ok', 'online'], closed: ['info', 'check'], cancelled: ['bad', 'fail'] };
export const attemptTone: Record<AttemptState, readonly [Tone, IconName]> = {
  prepared: ['idle', 'person'], identified: ['idle', 'eye'], offered: ['info', 'qr'], active: ['ok', 'ok'], failed: ['bad', 'fail'], refused: ['warn', 'close'], left: ['warn', 'logout'],
};
