import { expect, it } from 'vitest';
import { isWeakPin, makeVault, measureRounds, openVault, pauseOf, seal, unseal } from './vault';

const rounds = 1_000; // quick; what phones use is measured

it('opens with its PIN and with no other', async () => {
  const { vault, key } = await makeVault('271905', { cards: ['Siti'] }, rounds);
  expect(await unseal(key, vault.content)).toEqual({ cards: ['Siti'] });
  expect(await unseal(await openVault(vault, '271905'), vault.content)).toEqual({ cards: ['Siti'] });
  await expect(openVault(vault, '271906')).rejects.toMatchObject({ code: 'pin_wrong' });
});

it('says nothing of its content, and no key can be taken out', async () => {
  const { vault, key } = await makeVault('271905', { name: 'SITI AISYAH' }, rounds);
  expect(new TextDecoder().decode(vault.content.data)).not.toContain('SITI');
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', vault.secret)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', await openVault(vault, '271905'))).rejects.toThrow();
});

it('does not open without the secret of this browser', async () => {
  const [a, b] = [await makeVault('271905', {}, rounds), await makeVault('271905', {}, rounds)];
  await expect(openVault({ ...a.vault, secret: b.vault.secret }, '271905')).rejects.toMatchObject({ code: 'pin_wrong' });
});

it('notices content that was changed', async () => {
  const { key } = await makeVault('271905', {}, rounds);
  const sealed = await seal(key, { a: 1 });
  sealed.data[3]! ^= 1;
  await expect(unseal(key, sealed)).rejects.toThrow();
});

it('measures the rounds within bounds', async () => {
  let at = 0;
  const taking = (ms: number) => () => (at += ms);
  expect(await measureRounds(taking(100))).toBe(160_000);
  expect(await measureRounds(taking(4_000))).toBe(120_000); // a very weak phone waits longer rather than be weaker
  expect(await measureRounds(taking(1))).toBe(3_000_000);
});

it('makes one wait longer after each wrong PIN, also when the clock is turned back', () => {
  const after = (failures: number, passed: number) => pauseOf({ failures, lastFailure: 1_000_000 }, 1_000_000 + passed) / 1000;
  expect([0, 1, 4, 5, 6, 7, 8, 9, 50].map((n) => after(n, 0))).toEqual([0, 0, 0, 30, 60, 300, 900, 3600, 3600]);
  expect(after(5, 29_000)).toBe(1);
  expect(after(5, 31_000)).toBe(0);
  expect(after(5, -86_400_000)).toBe(30);
});

it('knows the PINs that everybody tries first', () => {
  for (const pin of ['000000', '111111', '123456', '654321', '012345', '123123', '121212']) expect(isWeakPin(pin), pin).toBe(true);
  for (const pin of ['271905', '112358', '100200', '135790']) expect(isWeakPin(pin), pin).toBe(false);
});
