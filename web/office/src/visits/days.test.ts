import { expect, test } from 'vitest';
import type { Visit } from '@lib/contract/outreach';
import { addDays, addMonths, hours, parts, weeks } from './days';

test('days and months go over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
});

test('a month is whole weeks from Monday that hold each of its days once', () => {
  for (const month of ['2026-02', '2026-11', '2027-05', '2021-02']) {
    const rows = weeks(month);
    expect(rows.every((w) => w.length === 7 && new Date(`${w[0]}T00:00:00Z`).getUTCDay() === 1)).toBe(true);
    const inside = rows.flat().filter((d) => d.startsWith(month));
    expect(inside.length).toBe(new Set(inside).size);
    expect(inside).toContain(`${month}-01`);
    expect(inside).toContain(addDays(`${addMonths(month, 1)}-01`, -1));
    expect(rows[0]?.some((d) => d.startsWith(month))).toBe(true);
    expect(rows[rows.length - 1]?.some((d) => d.startsWith(month))).toBe(true);
  }
});

test('the list has today by time, the coming in order, the past from the latest', () => {
  const visit = (date: string, starts: string) => ({ date, starts, place: '' }) as Visit;
  const p = parts([visit('2026-11-20', ''), visit('2026-11-24', '13:00'), visit('2026-11-26', ''), visit('2026-11-23', ''), visit('2026-11-24', '07:30'), visit('2026-11-25', '')], '2026-11-24');
  expect(p.today.map((v) => v.starts)).toEqual(['07:30', '13:00']);
  expect(p.coming.map((v) => v.date)).toEqual(['2026-11-25', '2026-11-26']);
  expect(p.past.map((v) => v.date)).toEqual(['2026-11-23', '2026-11-20']);
});

test('times', () => {
  expect(hours({ starts: '07:30', ends: '11:00' }, '.')).toBe('07.30–11.00');
  expect(hours({ starts: '07:30', ends: '' }, ':')).toBe('07:30');
  expect(hours({ starts: '', ends: '' }, '.')).toBe('');
});
