import { describe, expect, test } from 'vitest';
import type { Board } from '@lib/contract/board';
import { axis, lastDays, reasons, served, shadeOf, shades, standing, updated, weekend } from './figures';

const board: Board = {
  as_of: '2026-11-24T00:45:00Z', city: { code: '16.73', name: 'Kota Lubuk Linggau' },
  target: { name: 'Target 2026', base_kind: 'wajib_ktp', base: 168015, base_as_of: '2025-12-31', base_source: '', number: 42000, percent_bp: 2500, due: '2026-12-31' },
  realised: 4015, percent_of_base_bp: 239, percent_of_target_bp: 956, expected_by_today: 37000, today: 12, yesterday: 40, served_here: 4166, served_here_today: 13, outsiders_served: 151,
  workdays_left: 28, needed_per_workday: 1357, pace_per_workday: 94, outcomes: [], series: [], channels: [],
};
const live = { realised: 4016, today: 13, served_here: 4167, served_here_today: 14, outsiders_served: 151 };

describe('a board that is told live', () => {
  test('has the new sums and percentages, and keeps the rest', () => {
    const b = updated(board, live, '2026-11-24T00:46:00Z');
    expect(b).toMatchObject({ ...live, as_of: '2026-11-24T00:46:00Z', percent_of_target_bp: 956, percent_of_base_bp: 239, yesterday: 40 });
    expect(updated(board, { ...live, realised: 5000 }, '').percent_of_target_bp).toBe(1190);
  });
  test('never reads as if a goal were met before it is', () => {
    const near = updated(board, { ...live, realised: 41999 }, '');
    expect(near.percent_of_target_bp).toBe(9999);
    expect(near.percent_of_base_bp).toBe(2499);
    expect(updated(board, { ...live, realised: 42000 }, '').percent_of_target_bp).toBe(10000);
  });
  test('has no percentages without a target', () => {
    expect(updated({ ...board, target: null }, live, '')).toMatchObject({ percent_of_target_bp: 0, percent_of_base_bp: 0 });
  });
});

test('served here and counted here add up', () => {
  const s = served({ ...board, realised: 4060 });
  expect(s).toEqual({ here: 4166, outsiders: 151, elsewhere: 45, counted: 4060 });
  expect(s.here - s.outsiders + s.elsewhere).toBe(s.counted);
});

test('the last part of the sentence', () => {
  expect(standing(board)).toEqual({ kind: 'pace', need: 1357, pace: 94 });
  expect(standing({ ...board, realised: 42000 })).toEqual({ kind: 'reached' });
  expect(standing({ ...board, workdays_left: 0 })).toEqual({ kind: 'late', missing: 37985 });
  expect(standing({ ...board, target: null })).toBeUndefined();
});

test('days without anybody are there with 0, across a new year', () => {
  expect(lastDays([{ day: '2026-12-31', n: 7 }, { day: '2026-01-01', n: 9 }], '2027-01-01', 3)).toEqual([{ day: '2026-12-30', n: 0 }, { day: '2026-12-31', n: 7 }, { day: '2027-01-01', n: 0 }]);
  expect([weekend('2026-11-28'), weekend('2026-11-29'), weekend('2026-11-30')]).toEqual([true, true, false]);
});

test('an axis ends at or above the largest, in few whole steps', () => {
  for (const max of [0, 1, 3, 7, 10, 99, 100, 101, 1234, 99999]) {
    const marks = axis(max);
    expect(marks[0]).toBe(0);
    expect(marks[marks.length - 1]).toBeGreaterThanOrEqual(max);
    expect(marks.length).toBeLessThanOrEqual(5);
    expect(marks.every(Number.isInteger)).toBe(true);
  }
});

test('reasons leave out who is active or waiting, the most frequent first', () => {
  const list = reasons([{ outcome: 'active', code: '', n: 50 }, { outcome: 'failed', code: 'no_signal', n: 3 }, { outcome: 'refused', code: 'refuses', n: 9 }, { outcome: 'left', code: 'left_queue', n: 0 }, { outcome: 'offered', code: '', n: 4 }]);
  expect(list.map((o) => o.code)).toEqual(['refuses', 'no_signal']);
});

test('every share has a shade, nothing has none, and the best is in the darkest step that is used', () => {
  const ends = shades([850, 1020, 1500]);
  expect(ends).toEqual([300, 600, 900, 1200, 1500]);
  expect([0, 1, 300, 301, 1500, 9999].map((s) => shadeOf(s, ends))).toEqual([0, 1, 1, 2, 5, 5]);
});
