import { beforeEach, describe, expect, it } from 'vitest';
import * as f from './format';
import { setLang } from './i18n';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');

beforeEach(() => setLang('id'));

describe('figures', () => {
  it('are written as Indonesians write them', () => {
    expect(f.number(168015)).toBe('168.015');
    expect(f.number(999)).toBe('999');
    expect(f.number(-1234567)).toBe('−1.234.567');
    expect(plain(f.rupiah(1250000))).toBe('Rp 1.250.000');
    expect(f.decimal(12.5)).toBe('12,5');
    expect(f.decimal(1055)).toBe('1.055');
  });
  it('have an English form', () => {
    setLang('en');
    expect(f.number(168015)).toBe('168,015');
    expect(f.percent(4015, 168015)).toBe('2.39%');
    expect(f.decimal(12.25, 2)).toBe('12.25');
  });
});

describe('percent', () => {
  it('gives the figures of the case', () => {
    expect(plain(f.percent(4015, 168015))).toBe('2,39 %');
    expect(plain(f.percent(4015, 42000))).toBe('9,56 %');
    expect(plain(f.percent(203479, 680160))).toBe('29,92 %');
  });
  it('rounds half up, from integers', () => {
    expect(f.hundredths(1, 20000)).toBe(1); // 0.005 %
    expect(f.hundredths(1, 20001)).toBe(0);
    expect(f.hundredths(1005, 100000)).toBe(101); // 1.005 %, which a float makes 1.00
    for (let part = 0; part <= 400; part++) {
      for (const whole of [401, 777, 168015, 279118866]) {
        const exact = (BigInt(part) * 20000n + BigInt(whole)) / (2n * BigInt(whole));
        expect(f.hundredths(part, whole)).toBe(Number(exact));
      }
    }
  });
  it('never shows a goal as reached before it is', () => {
    expect(plain(f.percent(41999, 42000))).toBe('99,99 %');
    expect(plain(f.percent(42000, 42000))).toBe('100,00 %');
    expect(plain(f.percent(42003, 168015, 2500))).toBe('24,99 %'); // 25 % is 42,003.75
    expect(plain(f.percent(42004, 168015, 2500))).toBe('25,00 %');
  });
  it('goes past the goal, and has nothing to say about nothing', () => {
    expect(plain(f.percent(50000, 42000))).toBe('119,05 %');
    expect(f.percent(0, 0)).toBe('–');
  });
});

describe('days and times', () => {
  it('are civil days and city time', () => {
    expect(f.day('2026-11-24')).toBe('Sel, 24 Nov 2026');
    expect(f.longDay('2026-08-17')).toBe('Senin, 17 Agustus 2026');
    expect(f.date('2026-05-02')).toBe('2 Mei 2026');
    expect(f.date('2026-08-02')).toBe('2 Agu 2026');
    expect(f.month('2026-12')).toBe('Desember 2026');
    expect(f.moment('2026-11-24T00:45:00Z')).toBe('Sel, 24 Nov 2026, 07.45');
    expect(f.dayOf('2026-11-23T17:00:00Z')).toBe('2026-11-24');
    expect(f.time(f.fromMicros(1_795_481_100_000_000))).toBe(f.time(1_795_481_100_000));
  });
  it('have an English form', () => {
    setLang('en');
    expect(f.moment('2026-11-24T00:45:00Z')).toBe('Tue, 24 Nov 2026, 07:45');
  });
  it('measure', () => {
    expect(plain(f.duration(161))).toBe('2 mnt 41 dtk');
    expect(plain(f.duration(3_661))).toBe('1 jam 1 mnt');
  });
});

it('groups a NIK for the eye', () => {
  expect(f.nik('1673014105900001')).toBe('167301 410590 0001');
});
