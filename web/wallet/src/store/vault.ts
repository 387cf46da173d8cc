// The vault: what it holds is encrypted with a random key (AES-256-GCM), and that key is wrapped by one made of the PIN
// and of a secret that this browser keeps and does not give out. Copied data cannot be tried out elsewhere by a script
// that got into the page. Whoever has the whole disk and tools can try a million PINs: the slow derivation is what is
// against that, and the screen lock of the phone.
import { ApiError } from '@lib/api';
import { utf8, type Bytes } from '../vci/encode';

export type Sealed = { iv: Bytes; data: Bytes };

export type Vault = {
  salt: Bytes;
  /** Rounds of PBKDF2-SHA256, chosen for this phone. */
  rounds: number;
  /** Mixed into the key; HMAC, not extractable. */
  secret: CryptoKey;
  wrapped: Sealed;
  content: Sealed;
  /** Wrong PINs in a row, and the time of the last one in milliseconds since 1970. Counted before a PIN is tried. */
  failures: number;
  lastFailure: number;
};

/** Unlocks the content. It cannot be taken out of the browser. */
export type VaultKey = CryptoKey;

export const pinLength = 6;

const [fewest, most] = [120_000, 3_000_000]; // rounds
const wanted = 400; // milliseconds that a derivation should take
const gcm = 'AES-GCM';
const label = utf8('jemput wallet content');

/** How many rounds take about the wanted time here. */
export async function measureRounds(clock: () => number = () => performance.now()): Promise<number> {
  const sample = 40_000;
  await stretch('000000', random(16), 1_000); // the first derivation also loads things
  const begin = clock();
  await stretch('000000', random(16), sample);
  const took = Math.max(1, clock() - begin);
  return Math.round(Math.min(most, Math.max(fewest, (sample * wanted) / took)));
}

/** Makes a vault for a PIN. */
export async function makeVault(pin: string, content: unknown, rounds: number): Promise<{ vault: Vault; key: VaultKey }> {
  const [salt, iv] = [random(16), random(12)];
  const secret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  const outer = await wrappingKey(pin, salt, rounds, secret);
  const raw = await crypto.subtle.generateKey({ name: gcm, length: 256 }, true, ['encrypt', 'decrypt']);
  const data = new Uint8Array(await crypto.subtle.wrapKey('raw', raw, outer, { name: gcm, iv }));
  const key = await unwrap({ iv, data }, outer);
  return { vault: { salt, rounds, secret, wrapped: { iv, data }, content: await seal(key, content), failures: 0, lastFailure: 0 }, key };
}

/** Opens a vault; throws pin_wrong. The caller counts the try beforehand, and waits where pauseOf says so. */
export async function openVault(vault: Vault, pin: string): Promise<VaultKey> {
  const outer = await wrappingKey(pin, vault.salt, vault.rounds, vault.secret);
  try {
    return await unwrap(vault.wrapped, outer);
  } catch {
    throw new ApiError(0, 'pin_wrong', 'The PIN does not open the vault.');
  }
}

/** Encrypts a JSON value. */
export async function seal(key: VaultKey, content: unknown): Promise<Sealed> {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: gcm, iv, additionalData: label }, key, utf8(JSON.stringify(content)));
  return { iv, data: new Uint8Array(data) };
}

/** Decrypts a JSON value; throws if it was changed. */
export async function unseal(key: VaultKey, sealed: Sealed): Promise<unknown> {
  const data = await crypto.subtle.decrypt({ name: gcm, iv: sealed.iv, additionalData: label }, key, sealed.data);
  return JSON.parse(new TextDecoder().decode(data));
}

const pauses = [0, 0, 0, 0, 30, 60, 300, 900, 3600]; // seconds after so many wrong PINs in a row, less one

/** Milliseconds until a PIN may be tried again. A clock that was turned back does not shorten it. */
export function pauseOf(vault: Pick<Vault, 'failures' | 'lastFailure'>, now: number): number {
  if (vault.failures === 0) return 0;
  const pause = (pauses[Math.min(vault.failures, pauses.length) - 1] ?? 0) * 1000;
  return Math.max(0, Math.min(pause, vault.lastFailure + pause - now));
}

/** Whether a PIN is among those that everybody tries first. */
export function isWeakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((d, i) => (Number(d) - Number(pin[i]) + 10) % 10);
  const even = steps.every((s) => s === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0); // 111111, 123456, 654321
  const halves = pin.slice(0, 3) === pin.slice(3) || (pin.slice(0, 2) === pin.slice(2, 4) && pin.slice(2, 4) === pin.slice(4)); // 123123, 121212
  return even || halves;
}

async function wrappingKey(pin: string, salt: Bytes, rounds: number, secret: CryptoKey): Promise<CryptoKey> {
  const mixed = await crypto.subtle.sign('HMAC', secret, await stretch(pin, salt, rounds));
  return crypto.subtle.importKey('raw', mixed, gcm, false, ['wrapKey', 'unwrapKey']);
}

async function stretch(pin: string, salt: Bytes, rounds: number): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256);
}

function unwrap({ iv, data }: Sealed, outer: CryptoKey): Promise<VaultKey> {
  return crypto.subtle.unwrapKey('raw', data, outer, { name: gcm, iv }, gcm, false, ['encrypt', 'decrypt']);
}

function random(bytes: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
