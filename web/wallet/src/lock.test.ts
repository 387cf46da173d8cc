import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { freshContent } from './store/content';
import { freshState } from './store/state';
import { makeVault } from './store/vault';
import { lockWhenLeft, locked, open, state } from './wallet';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const turn = (to: 'hidden' | 'visible') => {
  page.visibilityState = to;
  page.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(async () => {
  const { vault } = await makeVault('271905', freshContent(), 1_000);
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  state.value = { ...freshState(), vault };
  open.value = { content: freshContent(), claims: {} };
  lockWhenLeft();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('locks after two minutes in the background, not before', () => {
  turn('hidden');
  vi.advanceTimersByTime(119_000);
  turn('visible');
  expect(locked.value).toBe(false);
  vi.advanceTimersByTime(600_000);
  expect(locked.value).toBe(false);
  turn('hidden');
  vi.advanceTimersByTime(120_000);
  expect(locked.value).toBe(true);
});

it('locks on return where timers slept in the background', () => {
  turn('hidden');
  vi.setSystemTime(Date.now() + 121_000);
  turn('visible');
  expect(locked.value).toBe(true);
});
