import { setLang } from '@lib/i18n';
import { beforeEach, expect, it } from 'vitest';
import { birthDay, dayOfSeconds, grouped, pictureIn } from './claims';

beforeEach(() => setLang('id'));

const claims = {
  iss: 'https://a.example', vct: 'urn:x', nbf: 1, cnf: { jwk: {} }, status: { status_list: { idx: 1 } }, exp: 1_827_014_400, iat: 1_795_478_400,
  name: 'SITI', given_name: 'SITI', family_name: '', birthdate: '1962-07-01', sex: 2, nationalities: ['ID'], personal_administrative_number: '1673024107620003',
  address: { formatted: 'x\ny', street_address: 'JL. GARUDA', locality: 'LUBUKLINGGAU' }, is_wajib_ktp: true, portrait: 'data:image/png;base64,AA==', specimen: true, hobby: { first: 'mancing' },
};

it('shows everything once, in groups, with names in their language', () => {
  const groups = grouped(claims, [{ path: ['name'], name: { id: 'Nama lengkap', en: 'Full name' } }]);
  expect(groups.map((g) => [g.key, ...g.rows.map((r) => `${r.label}: ${r.value}`)])).toEqual([
    ['person', 'Nama lengkap: SITI', 'personal administrative number: 1673024107620003', 'birthdate: 1 Juli 1962', 'sex: Perempuan', 'nationalities: Indonesia'],
    ['address', 'address street address: JL. GARUDA', 'address locality: LUBUKLINGGAU'],
    ['age', 'is wajib ktp: Ya'],
    ['issue', 'Diterbitkan: 24 Nov 2026', 'Berlaku sampai: 24 Nov 2027'],
    ['other', 'hobby first: mancing'],
  ]);
});

it('shows only pictures', () => {
  expect(pictureIn(claims)).toBe('data:image/png;base64,AA==');
  for (const portrait of ['https://evil.test/x.png', 'data:text/html;base64,AA==', 'data:image/png,<svg>', 'javascript:1', 7]) expect(pictureIn({ portrait })).toBeUndefined();
});

it('writes days without weekdays, in both languages', () => {
  expect([birthDay('1962-07-01'), dayOfSeconds(1_827_014_400), dayOfSeconds(Number.NaN)]).toEqual(['1 Juli 1962', '24 Nov 2027', '']);
  setLang('en');
  expect(birthDay('1962-07-01')).toBe('1 July 1962');
});
