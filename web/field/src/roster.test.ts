import { describe, expect, it } from 'vitest';
import type { Attempt, AttemptState, RosterEntry, TriageCode } from '@lib/contract/enrol';
import { filterOf, filters, hasDigits, search, standingOf, tally, words } from './roster';

let no = 0;
function entry(name: string, o: { unit?: string; nik?: string; triage?: TriageCode; state?: AttemptState; matched?: boolean } = {}): RosterEntry {
  const code = o.triage ?? 'may_activate';
  const resident = { id: name, name, nik_masked: o.nik ?? '1673··········01' } as RosterEntry['resident'];
  return {
    no: ++no, unit: o.unit ?? 'Sekretariat', given_name: o.matched === false ? name : '', resident: o.matched === false ? null : resident,
    triage: o.matched === false ? null : { code, may_activate: code === 'may_activate' }, attempt: o.state ? ({ state: o.state } as Attempt) : null,
  };
}

describe('standingOf', () => {
  it('says what the register says until something happened', () => {
    expect(standingOf(entry('A'))).toBe('waiting');
    expect(standingOf(entry('A', { triage: 'record_first' }))).toBe('record_first');
    expect(standingOf(entry('A', { triage: 'already_active' }))).toBe('active');
    expect(standingOf(entry('A', { matched: false }))).toBe('unmatched');
  });
  it('says what happened, whatever the register says', () => {
    expect(standingOf(entry('A', { triage: 'record_first', state: 'failed' }))).toBe('failed');
    expect(standingOf(entry('A', { triage: 'already_active', state: 'active' }))).toBe('active');
    expect(standingOf(entry('A', { state: 'identified' }))).toBe('serving');
  });
});

describe('search', () => {
  const all = [
    entry('Siti Rahmawati', { unit: 'Bagian Hukum' }), entry('Budi Santoso', { nik: '1671··········27', state: 'offered' }), entry('Sitti Aisyah', { state: 'failed' }),
    entry('José Pereira', { unit: 'Dinas Kesehatan', state: 'active' }), entry('Rahmat', { matched: false }),
  ];
  const names = (text: string, filter?: (typeof filters)[number]) => search(all, text, filter).map((e) => e.resident?.name ?? e.given_name);
  it('finds beginnings of words in any order, without accents and case', () => {
    expect(names('rah sit')).toEqual(['Siti Rahmawati']);
    expect(names('JOSE')).toEqual(['José Pereira']);
    expect(names('rahm')).toEqual(['Siti Rahmawati', 'Rahmat']);
    expect(names('hmawati')).toEqual([]);
  });
  it('finds by unit', () => expect(names('kesehatan')).toEqual(['José Pereira']));
  it('finds by the digits of a NIK that are not masked', () => {
    expect(names('1671')).toEqual(['Budi Santoso']);
    expect(names('27')).toEqual(['Budi Santoso']);
    expect(names('1673 0154')).toEqual(['Siti Rahmawati', 'Sitti Aisyah', 'José Pereira']);
  });
  it('filters', () => {
    expect(names('', 'all')).toHaveLength(5);
    expect(names('', 'offered')).toEqual(['Budi Santoso']);
    expect(names('', 'ended')).toEqual(['Sitti Aisyah']);
    expect(names('', 'waiting')).toEqual(['Siti Rahmawati', 'Rahmat']);
  });
  it('counts everybody in exactly one filter', () => {
    const n = tally(all);
    expect(n).toEqual({ all: 5, waiting: 2, offered: 1, active: 1, ended: 1 });
    expect(all.every((e) => filters.includes(filterOf(standingOf(e))))).toBe(true);
  });
});

describe('hasDigits', () => {
  const masked = '1673··········01';
  it('lets hidden digits be anything and holds the others', () => {
    expect(hasDigits(masked, '1673014106900001')).toBe(true);
    expect(hasDigits(masked, '1673014106900002')).toBe(false);
    expect(hasDigits(masked, '1674')).toBe(false);
    expect(hasDigits(masked, '167301410690000199')).toBe(false);
  });
});

it('splits words as people write names', () => expect(words("Nur'aini, S.Pd")).toEqual(['nur', 'aini', 's', 'pd']));
