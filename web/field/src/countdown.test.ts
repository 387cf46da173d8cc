import { expect, it } from 'vitest';
import { minutes, secondsLeft } from './countdown';

const until = '2026-11-24T01:15:00Z';
const at = (text: string) => Date.parse(text);

it('counts whole seconds and stops at none', () => {
  expect(secondsLeft(until, at('2026-11-24T01:00:00Z'))).toBe(900);
  expect(secondsLeft(until, at('2026-11-24T01:14:59.400Z'))).toBe(1);
  expect(secondsLeft(until, at('2026-11-24T01:15:00Z'))).toBe(0);
  expect(secondsLeft(until, at('2026-11-25T00:00:00Z'))).toBe(0);
  expect(secondsLeft('', 0)).toBe(0);
});

it('writes minutes and seconds', () => expect([900, 65, 9, 0].map(minutes)).toEqual(['15:00', '1:05', '0:09', '0:00']));
