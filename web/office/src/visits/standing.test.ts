import { describe, expect, test } from 'vitest';
import type { RosterEntry } from '@lib/contract/enrol';
import { filterOf, fitting, standingOf } from './standing';

function entry(name: string, o: { state?: string; triage?: string; unit?: string; nik?: string; known?: boolean } = {}): RosterEntry {
  return {
    no: 1, unit: o.unit ?? '', given_name: o.known === false ? name : '',
    resident: o.known === false ? null : { name, nik_masked: o.nik ?? '1673··········01' },
    triage: o.triage ? { code: o.triage, may_activate: o.triage === 'may_activate' } : null,
    attempt: o.state ? { state: o.state } : null,
  } as RosterEntry;
}

describe('the one state of somebody on the roster', () => {
  test('what happened counts for more than the register', () => {
    expect(standingOf(entry('A', { state: 'failed', triage: 'may_activate' }))).toBe('failed');
    expect(standingOf(entry('A', { state: 'identified' }))).toBe('serving');
  });
  test('without an attempt it is what triage says', () => {
    expect(standingOf(entry('A', { triage: 'may_activate' }))).toBe('waiting');
    expect(standingOf(entry('A', { triage: 'record_first' }))).toBe('record_first');
    expect(standingOf(entry('A', { triage: 'already_active' }))).toBe('active');
    expect(standingOf(entry('A', { known: false }))).toBe('unmatched');
  });
  test('each belongs to one filter', () => {
    expect(filterOf('offered')).toBe('waiting');
    expect(filterOf('active')).toBe('active');
    expect(filterOf('record_first')).toBe('ended');
    expect(filterOf('unmatched')).toBe('ended');
  });
});

describe('the filter', () => {
  const all = [entry('SITI RAHMAWATI', { unit: 'Bidang II', state: 'active' }), entry('BUDI SANTOSO', { unit: 'Bidang I', nik: '1605··········12' }), entry('Zaïnab', { known: false })];
  const names = (text: string, f: 'all' | 'active' | 'waiting' = 'all') => fitting(all, text, f).map((e) => e.resident?.name ?? e.given_name);
  test('words begin words of the name or unit, in any order and case', () => {
    expect(names('rahma siti')).toEqual(['SITI RAHMAWATI']);
    expect(names('bidang')).toHaveLength(2);
    expect(names('zain')).toEqual(['Zaïnab']);
    expect(names('hmawati')).toEqual([]);
  });
  test('digits fit the open beginning or end of the NIK', () => {
    expect(names('1605')).toEqual(['BUDI SANTOSO']);
    expect(names('12')).toEqual(['BUDI SANTOSO']);
    expect(names('99')).toEqual([]);
  });
  test('with a state', () => expect(names('', 'active')).toEqual(['SITI RAHMAWATI']));
});
