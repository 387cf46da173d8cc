// What the refusals of attempts and visits say to an officer.
import type { ErrorTexts } from '@lib/errors';

export const errorTexts: ErrorTexts = {
  already_active: {
    id: ['Orang ini sudah aktif.', 'Buka lagi orangnya untuk melihat kapan dan di mana.'],
    en: ['This person is activated already.', 'Open the person again to see when and where.'],
  },
  attempt_not_found: {
    id: ['Catatan ini tidak ada.', 'Kembali, lalu cari orangnya lagi.'],
    en: ['This record does not exist.', 'Go back and search for the person again.'],
  },
  attempt_closed: {
    id: ['Catatan ini sudah selesai.', 'Petugas lain mungkin menutupnya. Buka lagi orangnya.'],
    en: ['This record is finished.', 'Another officer may have closed it. Open the person again.'],
  },
  attempt_open: {
    id: ['Orang ini sedang dilayani.', 'Buka lagi orangnya untuk melanjutkan.'],
    en: ['This person is being served.', 'Open the person again to go on.'],
  },
  attempt_offered: {
    id: ['QR sudah dibuat; pencocokan dan persetujuan tetap berlaku.', 'Lanjutkan ke QR.'],
    en: ['The QR was made; identity and consent stand.', 'Go on to the QR.'],
  },
  mode_native: {
    id: ['Di kota ini ponsel yang mengaktifkan, bukan petugas.', 'Berikan QR.'],
    en: ['In this city the phone activates, not the officer.', 'Hand over the QR.'],
  },
  mode_external: {
    id: ['Di kota ini aktivasi lewat aplikasi nasional.', 'Buka lagi orangnya untuk melanjutkan.'],
    en: ['In this city the national app activates.', 'Open the person again to go on.'],
  },
  record_first: {
    id: ['Orang ini belum rekam.', 'Arahkan ke perekaman.'],
    en: ['This person is not recorded yet.', 'Send them to biometric recording.'],
  },
  too_young: { id: ['Orang ini belum wajib KTP.', 'Catat dan lanjutkan.'], en: ['This person is too young.', 'Write it down and go on.'] },
  not_living: { id: ['Orang ini tercatat meninggal.', 'Arahkan ke loket.'], en: ['This person is registered as deceased.', 'Send them to the counter.'] },
  moved_out: { id: ['Orang ini tercatat sudah pindah.', 'Arahkan ke loket.'], en: ['This person is registered as moved away.', 'Send them to the counter.'] },
  foreigner: { id: ['Orang ini warga negara asing.', 'Arahkan ke loket.'], en: ['This person is a foreign citizen.', 'Send them to the counter.'] },
  text_too_long: { id: ['Teks ini terlalu panjang.', 'Pendekkan menjadi 500 huruf.'], en: ['This text is too long.', 'Shorten it to 500 characters.'] },
  visit_not_found: {
    id: ['Kunjungan ini tidak ada lagi.', 'Pilih tempat bertugas lain.'],
    en: ['This visit is gone.', 'Choose another place to work.'],
  },
  visit_over: {
    id: ['Kunjungan ini sudah ditutup.', 'Minta kantor membukanya lagi, atau layani di loket.'],
    en: ['This visit is closed.', 'Ask the office to open it again, or serve at the counter.'],
  },
  outcome_note_missing: { id: ['Sebab ini perlu catatan.', 'Tulis singkat apa yang terjadi.'], en: ['This reason needs a note.', 'Write briefly what happened.'] },
  retry_past: { id: ['Hari coba lagi sudah lewat.', 'Pilih hari ini atau sesudahnya.'], en: ['The day to try again is past.', 'Choose today or later.'] },
  reason_missing: { id: ['Alasannya belum diisi.', 'Tulis apa yang keliru.'], en: ['The reason is missing.', 'Write what was wrong.'] },
  identity_note_missing: { id: ['Pengecualian perlu catatan.', 'Tulis bagaimana orangnya dikenali.'], en: ['An exception needs a note.', 'Write how the person was identified.'] },
  credential_accepted: {
    id: ['Identitas digital sudah diterima ponsel.', 'Aktivasi tidak dibatalkan di sini; pencabutan dilakukan di kantor.'],
    en: ['The phone has the digital ID.', 'It is not taken back here; the office can revoke it.'],
  },
};
