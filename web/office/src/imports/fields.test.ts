import { expect, test } from 'vitest';
import { chosen, fieldAt, fieldName, sizeText } from './fields';

test('a field is read from one column, and a column holds one field', () => {
  const before = { nik: 0, name: 2, sex: 3 };
  expect(chosen(before, 2, 'nik')).toEqual({ nik: 2, sex: 3 });
  expect(chosen(before, 5, 'name')).toEqual({ nik: 0, name: 5, sex: 3 });
  expect(chosen(before, 3, '')).toEqual({ nik: 0, name: 2 });
  expect(before).toEqual({ nik: 0, name: 2, sex: 3 });
  expect(fieldAt(before, 2)).toBe('name');
  expect(fieldAt(before, 9)).toBe('');
});

test('fields and sizes in words', () => {
  expect(fieldName('birth_date')).toBe('Tanggal lahir');
  expect(fieldName('shoe_size')).toBe('shoe_size');
  const round = (n: number) => String(Math.round(n));
  expect(sizeText(999, round)).toBe('999\u00a0B');
  expect(sizeText(12_400_000, round)).toBe('12\u00a0MB');
});
