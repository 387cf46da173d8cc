import { describe, expect, it } from 'vitest';
import type { Outcome } from '@lib/contract/enrol';
import { forTriage, grouped, groupOf, plainRefusal, retryDay } from './outcomes';

const outcome = (code: string, state: Outcome['state'] = 'failed'): Outcome => ({ code, state, name: { id: code, en: code }, next: { id: '', en: '' }, retry_days: 0 });

// The codes of internal/enrol.
const expected = {
  phone: ['no_smartphone', 'os_too_old', 'phone_incompatible', 'storage_full', 'camera_broken', 'bound_elsewhere', 'pin_forgotten'],
  network: ['no_signal', 'no_quota', 'email_missing', 'email_not_received', 'system_failed'],
  data: [
    'face_mismatch', 'face_camera_refused', 'record_first', 'too_young', 'not_living', 'register_duplicate', 'register_not_found', 'register_not_active',
    'register_bad_format', 'data_differ', 'moved_out', 'foreigner',
  ],
};
const people = [outcome('other'), outcome('fears_theft', 'refused'), outcome('refuses', 'refused'), outcome('left_queue', 'left')];

describe('groupOf', () => {
  for (const [group, codes] of Object.entries(expected)) it.each(codes)(`${group}: %s`, (code) => expect(groupOf(outcome(code))).toBe(group));
  it.each(people)('person: $code', (o) => expect(groupOf(o)).toBe('person'));
  it('takes a new way of refusing for the person’s, and anything else for the data’s', () => {
    expect(groupOf(outcome('phone_is_private', 'refused'))).toBe('person');
    expect(groupOf(outcome('quite_new'))).toBe('data');
  });
});

it('keeps the server’s order and loses nobody', () => {
  const all = [...people, ...Object.values(expected).flat().map((c) => outcome(c))];
  const groups = grouped(all);
  expect(groups.map((g) => g.group)).toEqual(['phone', 'network', 'data', 'person']);
  expect(groups.flatMap((g) => g.outcomes)).toHaveLength(all.length);
  expect(groups[0]?.outcomes.map((o) => o.code)).toEqual(expected.phone);
  expect(grouped([outcome('no_signal')])).toHaveLength(1);
});

describe('retryDay', () => {
  it('proposes a workday', () => {
    expect(retryDay('2026-11-24', 1)).toBe('2026-11-25');
    expect(retryDay('2026-11-27', 1)).toBe('2026-11-30'); // Friday to Monday
    expect(retryDay('2026-11-22', 7)).toBe('2026-11-30'); // a Sunday
    expect(retryDay('2026-12-31', 1)).toBe('2027-01-01');
  });
  it('proposes nothing where trying again makes no sense', () => expect(retryDay('2026-11-24', 0)).toBe(''));
});

it('finds what the screens write down by themselves', () => {
  expect(plainRefusal(people)?.code).toBe('refuses');
  expect(plainRefusal([outcome('no', 'refused')])?.code).toBe('no');
  expect(plainRefusal([])).toBeUndefined();
  expect(forTriage([outcome('record_first')], 'record_first')?.code).toBe('record_first');
  expect(forTriage([], 'moved_out')).toBeUndefined();
});
