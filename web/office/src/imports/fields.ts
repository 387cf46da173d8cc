// The fields that a column can hold, in words, and how a choice changes the mapping.
import type { Mapping } from '@lib/contract/imports';
import { dictionary, translator } from '@lib/i18n';

const names = dictionary(
  {
    nik: 'NIK', family_card: 'Nomor KK', name: 'Nama lengkap', sex: 'Jenis kelamin', birth_place: 'Tempat lahir', birth_date: 'Tanggal lahir', province: 'Kode provinsi', city: 'Kode kota', kecamatan: 'Kode kecamatan', kelurahan: 'Kode kelurahan',
    kecamatan_name: 'Nama kecamatan', kelurahan_name: 'Nama kelurahan', address: 'Alamat', rt: 'RT', rw: 'RW', hamlet: 'Dusun', post_code: 'Kode pos', phone: 'Telepon', email: 'E-mail', mother: 'Nama ibu', father: 'Nama ayah', blood: 'Golongan darah',
    religion: 'Agama', marital: 'Status perkawinan', relation: 'Hubungan keluarga', education: 'Pendidikan', occupation: 'Pekerjaan', citizenship: 'Kewarganegaraan', ktp_status: 'Status KTP', life: 'Status hidup',
  },
  {
    nik: 'NIK', family_card: 'Family card number', name: 'Full name', sex: 'Sex', birth_place: 'Birth place', birth_date: 'Birth date', province: 'Province code', city: 'City code', kecamatan: 'Kecamatan code', kelurahan: 'Kelurahan code',
    kecamatan_name: 'Kecamatan name', kelurahan_name: 'Kelurahan name', address: 'Address', rt: 'RT', rw: 'RW', hamlet: 'Hamlet', post_code: 'Post code', phone: 'Phone', email: 'E-mail', mother: 'Mother’s name', father: 'Father’s name', blood: 'Blood type',
    religion: 'Religion', marital: 'Marital status', relation: 'In the family', education: 'Education', occupation: 'Occupation', citizenship: 'Citizenship', ktp_status: 'Card status', life: 'Living or dead',
  },
);
const said = translator(names);

export type Field = keyof typeof names.id;
export const fields = Object.keys(names.id) as Field[];

/** A field in words; one that is not known yet as it is. */
export function fieldName(field: string): string {
  return field in names.id ? said(field as Field) : field;
}

/** The field that a column holds, '' if it is not read. */
export function fieldAt(mapping: Mapping, column: number): string {
  return Object.entries(mapping).find(([, c]) => c === column)?.[0] ?? '';
}

/** The mapping after a person says what a column holds. A field is read from one column only. */
export function chosen(mapping: Mapping, column: number, field: string): Mapping {
  const kept = Object.entries(mapping).filter(([f, c]) => c !== column && f !== field);
  return Object.fromEntries(field === '' ? kept : [...kept, [field, column]]);
}

const units = ['B', 'kB', 'MB', 'GB'];
/** A file's size: 12,4 MB. */
export function sizeText(bytes: number, decimal: (n: number) => string): string {
  let [n, unit] = [bytes, 0];
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  return `${decimal(n)}\u00a0${units[unit]}`;
}
