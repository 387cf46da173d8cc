import { beforeEach, expect, it } from 'vitest';
import { dictionary, merged, setLang, translator } from './i18n';

const d = dictionary(
  { hello: 'Halo {name}', people: '{n} orang', plain: 'Tutup' },
  { hello: 'Hello {name}', people: { one: '{n} person', other: '{n} people' }, plain: 'Close' },
);
const t = translator(d);

beforeEach(() => setLang('id'));

it('fills parameters and writes numbers in the language', () => {
  expect(t('hello', { name: 'Siti' })).toBe('Halo Siti');
  expect(t('people', { n: 4015 })).toBe('4.015 orang');
  setLang('en');
  expect(t('people', { n: 4015 })).toBe('4,015 people');
  expect(t('people', { n: 1 })).toBe('1 person');
  expect(t('plain')).toBe('Close');
});

it('merges dictionaries', () => {
  const both = translator(merged(d, dictionary({ more: 'Lagi' }, { more: 'More' })));
  expect(both('more') + both('plain')).toBe('LagiTutup');
});

it('refuses wrong keys and parameters at compile time', () => {
  // @ts-expect-error the parameter is missing
  expect(t('hello')).toBe('Halo {name}');
  // @ts-expect-error English lacks a text
  dictionary({ a: 'a', b: 'b' }, { a: 'a' });
  // @ts-expect-error English has a text too many
  dictionary({ a: 'a' }, { a: 'a', b: 'b' });
});
