// What errors of the wallet say to a person.
import { ApiError } from '@lib/api';
import { addErrors, type ErrorTexts } from '@lib/errors';

const newQr = { id: 'Minta QR baru kepada petugas.', en: 'Ask the officer for a new QR.' };
const atOffice = { id: 'Tunjukkan layar ini kepada petugas.', en: 'Show this screen to the officer.' };
const notOurs = {
  id: ['QR ini bukan untuk menerima kartu.', 'Cari QR di layar petugas, lalu pindai lagi.'],
  en: ['This QR is not for receiving a card.', 'Look for the QR on the officer’s screen and scan again.'],
} as const;
const broken = {
  id: ['Kartu dari kantor rusak di jalan, jadi tidak disimpan.', `Coba lagi. Jika tetap gagal: ${atOffice.id}`],
  en: ['The card arrived damaged, so it was not stored.', `Try again. If it still fails: ${atOffice.en}`],
} as const;
const misset = {
  id: ['Layanan penerbit belum siap.', `Coba lagi sebentar lagi. ${atOffice.id}`],
  en: ['The issuer’s service is not ready.', `Try again in a moment. ${atOffice.en}`],
} as const;
const ended = {
  id: ['Waktu untuk mengambil kartu sudah habis.', newQr.id],
  en: ['The time to fetch the card is over.', newQr.en],
} as const;
const refusedCode = {
  id: ['Kode tidak cocok, atau QR sudah tidak berlaku.', 'Minta petugas membacakan kodenya lagi. Setelah beberapa kali salah, Anda perlu QR baru.'],
  en: ['The code does not match, or the QR is no longer valid.', 'Ask the officer to read the code again. After several wrong tries you need a new QR.'],
} as const;
const clock = {
  id: ['Jam ponsel Anda tidak tepat.', 'Nyalakan jam otomatis di setelan ponsel, lalu coba lagi.'],
  en: ['Your phone’s clock is wrong.', 'Turn on automatic time in the phone’s settings, then try again.'],
} as const;
const modern = {
  id: 'Pakai Chrome 80 atau Safari 14 ke atas, atau minta kartu kertas kepada petugas.',
  en: 'Use Chrome 80 or Safari 14 or newer, or ask the officer for a paper card.',
};

const texts: ErrorTexts = {
  offer_missing: { id: ['Belum ada tautan.', 'Tempel tautan dari petugas.'], en: ['There is no link yet.', 'Paste the link from the officer.'] },
  offer_none: notOurs,
  offer_other_way: notOurs,
  offer_unreadable: { id: ['QR ini tidak terbaca dengan benar.', newQr.id], en: ['This QR cannot be read properly.', newQr.en] },
  offer_done: { id: ['QR ini sudah dipakai di ponsel ini.', 'Kartunya sudah tersimpan.'], en: ['This QR was used on this phone already.', 'The card is stored.'] },
  other_issuer: {
    id: ['QR ini dari penerbit lain.', 'Dompet ini hanya menerima kartu dari kantor yang menyediakannya.'],
    en: ['This QR is from another issuer.', 'This wallet only takes cards of the office that provides it.'],
  },
  issuer_unreadable: misset,
  format_unknown: misset,
  credential_broken: broken,
  credential_over: { id: ['Masa berlaku kartu ini sudah habis.', newQr.id], en: ['This card has expired.', newQr.en] },
  clock_wrong: clock,
  invalid_proof: clock,
  invalid_grant: refusedCode,
  invalid_request: refusedCode,
  invalid_token: ended,
  invalid_nonce: ended,
  credential_request_denied: {
    id: ['Kartu ini sudah diambil oleh ponsel lain.', atOffice.id],
    en: ['Another phone has fetched this card already.', atOffice.en],
  },
  no_crypto: { id: ['Peramban ini terlalu lama untuk menyimpan kartu dengan aman.', modern.id], en: ['This browser is too old to keep a card safely.', modern.en] },
  insecure: {
    id: ['Alamat ini tidak aman.', 'Buka dompet lewat alamat https dari petugas.'],
    en: ['This address is not secure.', 'Open the wallet at the https address from the officer.'],
  },
  no_storage: { id: ['Peramban ini tidak bisa menyimpan kartu.', modern.id], en: ['This browser cannot store a card.', modern.en] },
  storage_refused: {
    id: ['Peramban menolak menyimpan data.', 'Keluar dari mode penyamaran (privat), lalu buka lagi tautannya.'],
    en: ['The browser refuses to store data.', 'Leave private browsing, then open the link again.'],
  },
  storage_full: {
    id: ['Ruang di ponsel penuh.', 'Hapus beberapa foto atau video, lalu coba lagi. Yang sudah Anda isi tetap ada.'],
    en: ['The phone is out of space.', 'Delete some photos or videos, then try again. What you entered is still here.'],
  },
  state_newer: {
    id: ['Data ini ditulis oleh dompet versi baru.', 'Sambungkan ke internet, lalu buka lagi dompet ini.'],
    en: ['A newer version of the wallet wrote this data.', 'Connect to the internet, then open the wallet again.'],
  },
  state_unreadable: { id: ['Data dompet tidak terbaca.', atOffice.id], en: ['The wallet’s data cannot be read.', atOffice.en] },
  wallet_locked: { id: ['Dompet terkunci.', 'Masukkan PIN, lalu coba lagi.'], en: ['The wallet is locked.', 'Enter the PIN, then try again.'] },
};

addErrors(texts);

/** Errors that trying again cannot mend: a new QR is needed. */
const final = new Set([
  'offer_none', 'offer_other_way', 'offer_unreadable', 'other_issuer', 'credential_over', 'invalid_token', 'credential_request_denied', 'format_unknown',
]);

export function isFinal(err: unknown): boolean {
  return err instanceof ApiError && final.has(err.code);
}

export function codeOf(err: unknown): string {
  return err instanceof ApiError ? err.code : '';
}
