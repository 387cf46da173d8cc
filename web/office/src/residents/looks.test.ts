import { expect, test } from 'vitest';
import { inOneGo, type Look } from './looks';

const look = (at: string, who: string, event: string, more: Partial<Look> = {}): Look => ({ at: `2026-11-24T${at}:00Z`, who, by: 'officer', event, purpose: '', outcome: 'ok', ...more });

test('what one person did in one go is one entry, in the order in which it was done', () => {
  const got = inOneGo([
    look('08:04', 'Rina', 'resident.photo'), look('08:03', 'Rina', 'resident.read', { purpose: 'office' }), look('08:02', 'Rina', 'resident.photo'),
    look('08:01', 'Budi', 'resident.read'), look('07:30', 'Rina', 'resident.read'),
  ]);
  expect(got.map((g) => [g.at.slice(11, 16), g.who, g.purpose, g.events])).toEqual([
    ['08:02', 'Rina', 'office', ['resident.photo', 'resident.read']],
    ['08:01', 'Budi', '', ['resident.read']],
    ['07:30', 'Rina', '', ['resident.read']],
  ]);
});

test('a refusal stands by itself', () => {
  const got = inOneGo([look('08:01', 'Rina', 'resident.read', { outcome: 'scope_missing' }), look('08:00', 'Rina', 'resident.read')]);
  expect(got.map((g) => g.refused)).toEqual([true, false]);
});

test('a long stay is one entry as long as no pause is longer than ten minutes', () => {
  const looks = ['09:00', '08:51', '08:42', '08:33'].map((at) => look(at, 'Rina', 'resident.read'));
  expect(inOneGo(looks)).toHaveLength(1);
  expect(inOneGo([look('09:00', 'Rina', 'resident.read'), look('08:49', 'Rina', 'resident.read')])).toHaveLength(2);
});
