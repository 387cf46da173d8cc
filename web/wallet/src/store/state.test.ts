import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshContent, readContent, withCard, type Card } from './content';
import { freshState, readState } from './state';
import { upgrade } from './upgrade';

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('what version 1 wrote', () => {
  it('is read with nothing lost', () => {
    expect(readState(fixture('state-1'))).toMatchObject({ openKey: 'k1', large: true, done: 'digest', outbox: [{ notification: 'n1' }], vault: { failures: 2 }, flow: { offer: { code: 'c0de' } } });
    expect(Object.keys(readState(fixture('state-1'))).sort()).toEqual(Object.keys(freshState()).sort());
    expect(readContent(fixture('content-1'))).toMatchObject({ cards: [{ id: 'c1', labels: [{ path: ['name'] }] }], history: [{ what: 'received' }] });
  });
});

describe('upgrade', () => {
  type V3 = { version: 3; list: string[]; large: boolean };
  const steps = { 1: (o: Record<string, unknown>) => ({ list: [o.one] }), 2: (o: Record<string, unknown>) => ({ ...o, large: false }) };

  it('goes step by step', () => {
    expect(upgrade<V3>({ version: 1, one: 'a' }, 3, steps)).toEqual({ version: 3, list: ['a'], large: false });
    expect(upgrade<V3>({ version: 3, list: [], large: true }, 3, steps)).toEqual({ version: 3, list: [], large: true });
  });

  it('leaves data of a newer wallet alone, and what is none', () => {
    const code = (raw: unknown) => {
      try {
        upgrade<V3>(raw, 3, steps);
        return '';
      } catch (err) {
        return (err as { code: string }).code;
      }
    };
    expect([{ version: 4 }, { version: 0 }, {}, null, 'x', { version: '3' }].map(code)).toEqual(['state_newer', 'state_unreadable', 'state_unreadable', 'state_unreadable', 'state_unreadable', 'state_unreadable']);
  });

  it('starts fresh where there is nothing', () => expect(readState(undefined)).toEqual(freshState()));
});

it('replaces a card of the same person and keeps the history', () => {
  const card = (id: string): Card => ({ ...(readContent(fixture('content-1')).cards[0] as Card), id });
  const first = withCard(freshContent(), card('a'), 'SITI', []);
  const both = withCard(first, card('b'), 'BUDI', []);
  const renewed = withCard(both, card('c'), 'SITI', ['a']);
  expect(renewed.cards.map((c) => c.id)).toEqual(['c', 'b']);
  expect(renewed.history.map((e) => e.what)).toEqual(['renewed', 'received', 'received']);
});
