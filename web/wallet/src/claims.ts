// A credential's claims as a person reads them: in groups, with names in their language, and the plumbing left out.
import { date, longDay } from '@lib/format';
import { lang } from '@lib/i18n';
import { t } from './texts';
import { isObject, type Json } from './vci/encode';
import type { Label } from './vci/metadata';

export type Row = { path: string; label: string; value: string };
export type Group = { key: 'person' | 'address' | 'age' | 'issue' | 'other'; rows: Row[] };

const nik = 'personal_administrative_number';
const groups: { key: Group['key']; paths: string[] }[] = [
  { key: 'person', paths: ['name', nik, 'place_of_birth.locality', 'birthdate', 'sex', 'blood_type', 'religion', 'marital_status', 'occupation', 'nationalities'] },
  { key: 'address', paths: ['address.street_address', 'kelurahan', 'kecamatan', 'address.locality', 'address.region', 'address.postal_code', 'address.country'] },
  { key: 'age', paths: ['is_wajib_ktp', 'age_equal_or_over.17', 'age_equal_or_over.18', 'age_equal_or_over.21'] },
  { key: 'issue', paths: ['issuing_authority', 'issuing_country', 'iat', 'exp'] },
];
// What the card itself shows, what only machines read, what says a thing twice.
const hidden = ['portrait', 'specimen', 'iss', 'vct', 'nbf', 'cnf', 'status', 'address.formatted', 'kelurahan_code', '_sd_alg'];

/** All claims in groups; a claim that we do not know stands last, under the name that its issuer gives it. */
export function grouped(claims: Json, labels: Label[]): Group[] {
  const leaves = new Map<string, unknown>();
  collect(claims, '', leaves);
  if (leaves.get('given_name') === leaves.get('name')) leaves.delete('given_name');
  const row = (path: string): Row[] => {
    const value = valueOf(path, leaves.get(path));
    leaves.delete(path);
    return value === '' ? [] : [{ path, label: labelOf(path, labels), value }];
  };
  const known: Group[] = groups.map(({ key, paths }) => ({ key, rows: paths.flatMap(row) }));
  const other: Group = { key: 'other', rows: [...leaves.keys()].flatMap(row) };
  return [...known, other].filter((g) => g.rows.length > 0);
}

function collect(from: Json, above: string, into: Map<string, unknown>): void {
  for (const key of Object.keys(from)) {
    const [path, v] = [above + key, from[key]];
    if (hidden.includes(path)) continue;
    if (isObject(v)) collect(v, `${path}.`, into);
    else into.set(path, v);
  }
}

function labelOf(path: string, labels: Label[]): string {
  if (path === 'iat') return t('details.issued');
  if (path === 'exp') return t('card.until');
  const found = labels.find((l) => l.path.join('.') === path);
  return found ? found.name[lang.value] : path.replace(/[._]/g, ' ');
}

function valueOf(path: string, v: unknown): string {
  if (v === undefined || v === null || v === '') return '';
  if (path === 'birthdate' && typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v)) return birthDay(v);
  if ((path === 'iat' || path === 'exp') && typeof v === 'number') return dayOfSeconds(v);
  if (path === 'sex') return v === 1 ? t('male') : v === 2 ? t('female') : String(v);
  if (v === true) return t('yes');
  if (v === false) return t('no');
  if (v === 'ID') return t('indonesia');
  if (Array.isArray(v)) return v.map((e) => valueOf('', e)).join(', ');
  return typeof v === 'object' ? JSON.stringify(v) : String(v);
}

/** A birth date without its weekday: 1 Juli 1962. */
export function birthDay(day: string): string {
  return longDay(day).replace(/^\S+, /, '');
}

/** The day of a time claim: whole days in UTC. */
export function dayOfSeconds(seconds: number): string {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? '' : date(at.toISOString().slice(0, 10));
}

/** A picture that can be shown: data: of a picture type and nothing else. */
export function pictureIn(claims: Json): string | undefined {
  const { portrait } = claims;
  return typeof portrait === 'string' && /^data:image\/(jpeg|png|webp|avif|svg\+xml);base64,[\w+/=]+$/.test(portrait) ? portrait : undefined;
}
