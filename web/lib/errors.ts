// What an error says to a person: what happened, what to do now; the code small below, for the call to the office.
import { ApiError } from './api';
import { lang, type Lang } from './i18n';

/** Two sentences: what happened, and what to do. */
type Said = readonly [what: string, todo: string];
export type ErrorTexts = Record<string, Record<Lang, Said>>;

export type ErrorText = { what: string; todo: string; code: string; id: string };

const wait: Record<Lang, string> = { id: 'Tunggu sebentar, lalu coba lagi.', en: 'Wait a moment, then try again.' };
const login: Record<Lang, Said> = {
  id: ['Sesi Anda sudah berakhir.', 'Masuk lagi untuk melanjutkan.'],
  en: ['Your session has ended.', 'Log in again to go on.'],
};
const notAllowed: Record<Lang, Said> = {
  id: ['Peran Anda tidak mengizinkan ini.', 'Minta bantuan administrator jika Anda memerlukannya.'],
  en: ['Your role does not allow this.', 'Ask an administrator if you need it.'],
};
const nobody: Record<Lang, Said> = {
  id: ['Penduduk ini tidak ada dalam data.', 'Periksa NIK-nya, atau cari dengan nama.'],
  en: ['This resident is not in the register.', 'Check the NIK, or search by name.'],
};

const known: ErrorTexts = {
  offline: {
    id: ['Tidak ada sambungan ke server.', 'Periksa sinyal atau Wi-Fi, lalu coba lagi. Yang sudah Anda isi tetap ada.'],
    en: ['There is no connection to the server.', 'Check the signal or Wi-Fi, then try again. What you entered is still here.'],
  },
  timeout: {
    id: ['Server terlalu lama menjawab.', 'Coba lagi. Jika berulang, pindah ke tempat yang sinyalnya lebih baik.'],
    en: ['The server took too long to answer.', 'Try again. If it happens again, move to where the signal is better.'],
  },
  canceled: {
    id: ['Permintaan dihentikan sebelum selesai.', 'Coba lagi jika masih diperlukan.'],
    en: ['The request was stopped before it was done.', 'Try again if you still need it.'],
  },
  bad_answer: {
    id: ['Jawaban server tidak terbaca.', 'Mungkin Wi-Fi ini meminta Anda masuk dulu. Coba lagi dengan jaringan lain.'],
    en: ['The server’s answer cannot be read.', 'This Wi-Fi may want you to log in first. Try again on another network.'],
  },
  internal: {
    id: ['Ada kesalahan di pihak kami.', 'Coba lagi. Jika tetap gagal, hubungi kantor dan sebutkan kode di bawah.'],
    en: ['Something went wrong on our side.', 'Try again. If it still fails, call the office and say the code below.'],
  },
  request_invalid: {
    id: ['Ada isian yang belum benar.', 'Perbaiki isian yang ditandai, lalu kirim lagi.'],
    en: ['Something entered is not right yet.', 'Correct what is marked, then send it again.'],
  },
  body_too_large: {
    id: ['Berkas ini terlalu besar.', 'Kirim berkas yang lebih kecil, atau bagi menjadi beberapa berkas.'],
    en: ['This file is too large.', 'Send a smaller file, or split it.'],
  },
  no_such_path: {
    id: ['Halaman ini tidak ada.', 'Kembali ke beranda.'],
    en: ['There is nothing at this address.', 'Go back to the start.'],
  },
  cross_origin: {
    id: ['Permintaan ini datang dari situs lain dan ditolak.', 'Buka lagi aplikasi dari alamat resmi kantor.'],
    en: ['This request came from another site and was refused.', 'Open the app from the office’s own address.'],
  },
  no_session: login,
  session_ended: login,
  session_missing: login,
  no_scope: notAllowed,
  scope_missing: notAllowed,
  login_wrong: {
    id: ['Nama pengguna atau kata sandi tidak cocok.', 'Periksa keduanya, lalu coba lagi.'],
    en: ['The user name or the password does not match.', 'Check both, then try again.'],
  },
  login_limited: {
    id: ['Terlalu banyak percobaan masuk.', 'Tunggu beberapa menit, lalu coba lagi.'],
    en: ['Too many attempts to log in.', 'Wait a few minutes, then try again.'],
  },
  login_busy: { id: ['Banyak yang sedang masuk.', wait.id], en: ['Many people are logging in.', wait.en] },
  slow_down: { id: ['Terlalu banyak permintaan.', wait.id], en: ['Too many requests.', wait.en] },
  login_taken: {
    id: ['Nama pengguna ini sudah dipakai.', 'Pilih nama lain.'],
    en: ['This user name is taken.', 'Choose another.'],
  },
  login_form: {
    id: ['Nama pengguna belum benar.', 'Pakai huruf kecil, angka, titik, atau garis.'],
    en: ['The user name is not right.', 'Use small letters, digits, dots or dashes.'],
  },
  password_length: {
    id: ['Kata sandi terlalu pendek atau terlalu panjang.', 'Pakai beberapa kata yang mudah Anda ingat.'],
    en: ['The password is too short or too long.', 'Use a few words that you remember.'],
  },
  name_missing: { id: ['Nama belum diisi.', 'Isi nama lengkap.'], en: ['The name is missing.', 'Enter the full name.'] },
  role_unknown: { id: ['Peran ini tidak dikenal.', 'Pilih peran dari daftar.'], en: ['This role is not known.', 'Choose one from the list.'] },
  officer_not_found: {
    id: ['Petugas ini tidak ada.', 'Muat ulang daftar petugas.'],
    en: ['This officer does not exist.', 'Load the list of staff again.'],
  },
  resident_not_found: nobody,
  photo_not_found: { id: ['Foto belum ada.', 'Cocokkan dengan kartu.'], en: ['There is no photo.', 'Compare with the card.'] },
  photo_size: { id: ['Ukuran foto tidak sesuai.', 'Ambil foto lagi.'], en: ['The photo has the wrong size.', 'Take it again.'] },
  photo_type: { id: ['Jenis foto tidak didukung.', 'Pakai JPEG atau PNG.'], en: ['This kind of photo is not supported.', 'Use JPEG or PNG.'] },
  nik_malformed: {
    id: ['NIK ini tidak lengkap.', 'NIK terdiri dari 16 angka. Periksa lagi pada kartu.'],
    en: ['This NIK is not complete.', 'A NIK has 16 digits. Check the card again.'],
  },
  family_card_malformed: {
    id: ['Nomor KK ini tidak lengkap.', 'Nomor KK terdiri dari 16 angka.'],
    en: ['This family card number is not complete.', 'It has 16 digits.'],
  },
};

const byStatus: Record<number, Record<Lang, Said>> = {
  401: login,
  403: notAllowed,
  404: { id: ['Yang Anda cari tidak ada.', 'Muat ulang daftar, lalu pilih lagi.'], en: ['What you asked for is not there.', 'Load the list again and choose.'] },
  409: {
    id: ['Data ini sudah berubah sejak Anda membukanya.', 'Muat ulang, periksa, lalu ulangi jika masih perlu.'],
    en: ['This has changed since you opened it.', 'Load it again, look, and repeat if you still need to.'],
  },
  429: { id: ['Terlalu banyak permintaan.', wait.id], en: ['Too many requests.', wait.en] },
  503: { id: ['Layanan sedang sibuk.', wait.id], en: ['The service is busy.', wait.en] },
};

/** Adds an app's own sentences for the codes that it meets. */
export function addErrors(texts: ErrorTexts): void {
  Object.assign(known, texts);
}

/** The sentences for an error: by its code, else by its status, else the general ones. */
export function errorText(err: unknown): ErrorText {
  const e = err instanceof ApiError ? err : new ApiError(0, 'internal', String(err));
  const general = e.status >= 400 && e.status < 500 && e.status !== 401 ? 'request_invalid' : 'internal';
  const said = (known[e.code] ?? byStatus[e.status] ?? known[general])?.[lang.value];
  return { what: said?.[0] ?? e.detail, todo: said?.[1] ?? '', code: e.code, id: e.id };
}

/** The sentence for one field of a form, undefined if the error is not about it. */
export function fieldError(err: unknown, field: string): string | undefined {
  if (!(err instanceof ApiError)) return undefined;
  const named = err.field === field || err.fields.some((f) => f.field === field || f.field.endsWith(`.${field}`));
  if (!named) return undefined;
  const text = errorText(err);
  return `${text.what} ${text.todo}`;
}
