import { describe, expect, test } from 'vitest';
import { eventName, outcomeName, passes, purposeName, type AuditEvent } from './events';
import { parsePercent, share } from './percent';

describe('a percentage as typed', () => {
  test('becomes whole hundredths', () => {
    expect(['25', '25,5', '25.50 %', '0,01', '100', '2,39%'].map(parsePercent)).toEqual([2500, 2550, 2550, 1, 10_000, 239]);
  });
  test('that is none is refused', () => {
    for (const text of ['', '0', '0,00', '100,01', '101', '-5', '25,555', 'abc', '1.000']) expect(parsePercent(text), text).toBeUndefined();
  });
  test('of a base is rounded up, as the server does', () => {
    expect(share(168_015, 2500)).toBe(42_004);
    expect(share(100, 2500)).toBe(25);
    expect(share(1, 1)).toBe(1);
  });
});

describe('the audit log', () => {
  const e: AuditEvent = { at: '', actor: 'x', actor_name: 'Rina', event: 'resident.read', subject: '', purpose: 'office', outcome: 'ok' };
  test('is in words, and says an unknown event as it is', () => {
    expect(eventName('resident.read')).toBe('Membuka biodata');
    expect(eventName('moon.landed')).toBe('moon.landed');
    expect(purposeName('office')).toBe('pekerjaan kantor');
    expect(outcomeName('scope_missing')).toBe('Ditolak: di luar wewenang');
    expect(outcomeName('odd_code')).toBe('Ditolak: odd_code');
  });
  test('is filtered by group, outcome and words', () => {
    expect(passes(e, '', false, '', 'Rina')).toBe(true);
    expect(passes(e, 'resident', false, 'biodata', 'Rina')).toBe(true);
    expect(passes(e, 'visit', false, '', 'Rina')).toBe(false);
    expect(passes({ ...e, event: 'issuer.credential' }, 'credential', false, '', '')).toBe(true);
    expect(passes({ ...e, event: 'node.health' }, 'credential', false, '', '')).toBe(false);
    expect(passes(e, '', true, '', 'Rina')).toBe(false);
    expect(passes({ ...e, outcome: 'scope_missing' }, '', true, '', 'Rina')).toBe(true);
    expect(passes(e, '', false, 'rina', 'Rina')).toBe(true);
  });
});
