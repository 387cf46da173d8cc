import { describe, expect, it } from 'vitest';
import type { Attempt, AttemptState } from '@lib/contract/enrol';
import { before, current, editable, shown, stage } from './steps';

const made = (state: AttemptState, more: Partial<Attempt> = {}): Attempt => ({
  id: 'a', resident_id: 'r', visit_id: 'v', group_id: '', officer: { id: 'o', name: 'Rina' }, channel: 'visit', mode: 'native', state, code: '', next: '', retry_on: '',
  started_at: '2026-11-24T01:00:00Z', changed_at: '2026-11-24T01:05:00Z', active_at: '', identity: null, consent: null, offer: null, counts_here: true, ...more,
});
const consent = { version: '2026-11', at: '2026-11-24T01:02:00Z' };

describe('stage', () => {
  it('goes on only as far as the attempt is', () => {
    expect(stage(null)).toBe('match');
    expect(stage(made('prepared'))).toBe('match');
    expect(stage(made('prepared', { consent }))).toBe('match'); // consent may come first; the identity is still due
    expect(stage(made('identified'))).toBe('consent');
    expect(stage(made('identified', { consent }))).toBe('handover');
    expect(stage(made('offered', { consent }))).toBe('handover');
    expect(stage(made('active'))).toBe('active');
    for (const end of ['failed', 'refused', 'left'] as const) expect(stage(made(end))).toBe('closed');
  });
});

describe('shown', () => {
  it('lets the officer go back, and never ahead', () => {
    const offered = made('offered', { consent });
    expect(shown(offered, 'match')).toBe('match');
    expect(shown(offered, 'consent')).toBe('consent');
    expect(shown(offered, 'handover')).toBe('handover');
    expect(shown(made('identified'), 'handover')).toBe('consent');
    expect(shown(null, 'handover')).toBe('match');
  });
  it('takes nonsense and the search for the step that is due', () => {
    expect(shown(made('identified'), 'find')).toBe('consent');
    expect(shown(made('identified'), 'x')).toBe('consent');
    expect(shown(made('identified'), null)).toBe('consent');
  });
  it('shows an end whatever was asked for', () => {
    expect(shown(made('active'), 'match')).toBe('active');
    expect(shown(made('failed'), 'consent')).toBe('closed');
  });
});

describe('current', () => {
  const standing = (attempts: Attempt[], open: Attempt | null = null) => ({ triage: { code: 'may_activate' as const, may_activate: true }, group: null, open, attempts });
  it('prefers the open attempt, then the active one, then one that ended today', () => {
    const [failed, active, open] = [made('failed', { id: 'f' }), made('active', { id: 'x' }), made('identified', { id: 'o' })];
    expect(current(standing([failed, open], open), '2026-11-24')?.id).toBe('o');
    expect(current(standing([failed, active]), '2026-11-24')?.id).toBe('x');
    expect(current(standing([failed]), '2026-11-24')?.id).toBe('f');
  });
  it('begins anew for who failed on another day', () => {
    expect(current(standing([made('failed')]), '2026-11-25')).toBeNull();
    expect(current(standing([]), '2026-11-24')).toBeNull();
  });
  it('goes by the day in the city, not in UTC', () => {
    const late = made('failed', { changed_at: '2026-11-23T18:30:00Z' }); // 01.30 on the 24th in Lubuklinggau
    expect(current(standing([late]), '2026-11-24')).toBe(late);
  });
});

it('knows the step before and what stands once there is an offer', () => {
  expect([before('handover'), before('consent'), before('match'), before('find')]).toEqual(['consent', 'match', 'find', 'find']);
  expect([editable(null), editable(made('identified')), editable(made('offered'))]).toEqual([true, true, false]);
});
