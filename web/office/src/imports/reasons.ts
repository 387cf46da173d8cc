// Why a row is not taken, in words: the same as in the rejects file.
import { dictionary, translator } from '@lib/i18n';

const texts = dictionary(
  {
    nik_missing: 'NIK kosong', nik_digits_lost: 'Angka NIK hilang oleh program lembar kerja', nik_malformed: 'NIK bukan 16 angka', nik_repeated: 'NIK sudah ada di baris lain dengan isi berbeda', name_missing: 'Nama kosong', name_unreadable: 'Nama tidak terbaca',
    sex_missing: 'Jenis kelamin kosong', sex_unknown: 'Jenis kelamin tidak dikenal', birth_date_missing: 'Tanggal lahir kosong', birth_date_unreadable: 'Tanggal lahir tidak terbaca', birth_date_century: 'Tahun lahir hanya dua angka', birth_date_out_of_range: 'Tanggal lahir tidak mungkin',
    kelurahan_missing: 'Kelurahan kosong', kelurahan_unknown: 'Kelurahan tidak ada di kota ini', kelurahan_ambiguous: 'Kelurahan tidak pasti', city_differs: 'Milik kota lain', row_quotes: 'Tanda kutip tidak ditutup', row_too_long: 'Baris terlalu panjang', row_many_columns: 'Kolom terlalu banyak',
  },
  {
    nik_missing: 'NIK is empty', nik_digits_lost: 'NIK lost digits in a spreadsheet program', nik_malformed: 'NIK is not 16 digits', nik_repeated: 'NIK is in another row that differs', name_missing: 'Name is empty', name_unreadable: 'Name cannot be read',
    sex_missing: 'Sex is empty', sex_unknown: 'Sex is not known', birth_date_missing: 'Birth date is empty', birth_date_unreadable: 'Birth date cannot be read', birth_date_century: 'Year of birth has two digits', birth_date_out_of_range: 'Birth date is not possible',
    kelurahan_missing: 'Kelurahan is empty', kelurahan_unknown: 'No such kelurahan in this city', kelurahan_ambiguous: 'Kelurahan is not certain', city_differs: 'Belongs to another city', row_quotes: 'A quotation mark is not closed', row_too_long: 'Row is too long', row_many_columns: 'Too many columns',
  },
);
const said = translator(texts);

/** A reason in words; one that is not known yet, readable. */
export function reasonText(code: string): string {
  return code in texts.id ? said(code as keyof typeof texts.id) : code.replaceAll('_', ' ');
}
