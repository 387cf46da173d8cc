// The wallet that is open: what is stored, and, while it is unlocked, what is in the vault. Every change is on the disk
// before it is on the screen.
import { ApiError } from '@lib/api';
import { computed, signal } from '@preact/signals';
import { freshContent, readContent, withCard, type Card, type Content } from './store/content';
import { change, erase, keep, load } from './store/disk';
import { freshState, type State } from './store/state';
import { makeVault, measureRounds, openVault, pauseOf, seal, unseal, type VaultKey } from './store/vault';
import { isObject, type Json } from './vci/encode';
import { readSdJwt } from './vci/sdjwt';

/** The content of the vault, with the claims of every card by its id. */
export type Open = { content: Content; claims: Record<string, Json> };

export const state = signal<State>(freshState());
/** Undefined while the wallet is locked or has no vault yet. */
export const open = signal<Open | undefined>(undefined);
/** Whether a PIN is needed now. */
export const locked = computed(() => state.value.vault !== null && open.value === undefined);

let key: VaultKey | undefined;

/** Reads what is stored. Throws where the browser cannot hold a wallet. */
export async function boot(): Promise<void> {
  if (typeof crypto === 'undefined' || !crypto.subtle) throw new ApiError(0, isSecureContext ? 'no_crypto' : 'insecure', 'WebCrypto is missing.');
  state.value = await load();
}

/** Changes what is stored outside of the vault. */
export async function save(by: (s: State) => State): Promise<void> {
  state.value = await change(by);
}

/** Opens the vault. Throws pin_wrong or, while one must wait, pin_pause. The try is counted before it is made. */
export async function unlock(pin: string): Promise<void> {
  const now = Date.now();
  await save((s) => {
    if (!s.vault) return s;
    if (pauseOf(s.vault, now) > 0) throw new ApiError(0, 'pin_pause', 'Too many wrong PINs.');
    return { ...s, vault: { ...s.vault, failures: s.vault.failures + 1, lastFailure: now } };
  });
  const { vault } = state.value;
  if (!vault) return;
  const opened = await openVault(vault, pin);
  const content = readContent(await unseal(opened, vault.content));
  const claims = await claimsOf(content);
  await save((s) => (s.vault ? { ...s, vault: { ...s.vault, failures: 0, lastFailure: 0 } } : s));
  key = opened;
  open.value = { content, claims };
}

/** Forgets the key and what is on the screen. */
export function lock(): void {
  if (!state.value.vault) return;
  key = undefined;
  open.value = undefined;
}

async function claimsOf(content: Content): Promise<Record<string, Json>> {
  const all: Record<string, Json> = {};
  for (const card of content.cards) all[card.id] = await readSdJwt(card.token);
  return all;
}

/**
 * Puts a card into the vault, which is made with the PIN if there is none, and changes the rest of the state in the same
 * write. `same` gets the ids of cards that this one replaces.
 */
export async function store(card: Card, claims: Json, pin: string, rest: (s: State, same: string[]) => State): Promise<void> {
  const before = open.value?.content ?? freshContent();
  const same = before.cards.filter((c) => isSame(claims, open.value?.claims[c.id])).map((c) => c.id);
  const content = withCard(before, card, nameIn(claims), same);
  if (state.value.vault) {
    if (!key) throw new ApiError(0, 'wallet_locked', 'The wallet was locked meanwhile.');
    const sealed = await seal(key, content);
    await save((s) => (s.vault ? rest({ ...s, vault: { ...s.vault, content: sealed } }, same) : s));
  } else {
    const made = await makeVault(pin, content, await measureRounds());
    await save((s) => rest({ ...s, vault: made.vault }, same));
    key = made.key;
    void keep();
  }
  open.value = { content, claims: await claimsOf(content) };
}

/** Whether two credentials are the same kind for the same person. */
function isSame(a: Json, b: Json | undefined): boolean {
  const number = 'personal_administrative_number';
  return b !== undefined && a.vct === b.vct && a.iss === b.iss && typeof a[number] === 'string' && a[number] === b[number];
}

/** The holder's name as the credential says it. */
export function nameIn(claims: Json): string {
  const given = [claims.given_name, claims.family_name].filter((n) => typeof n === 'string' && n !== '').join(' ');
  return typeof claims.name === 'string' && claims.name !== '' ? claims.name : given;
}

/** A text claim, '' if it is none. `path` leads through objects. */
export function textIn(claims: Json, ...path: string[]): string {
  let at: unknown = claims;
  for (const part of path) at = isObject(at) ? at[part] : undefined;
  return typeof at === 'string' ? at : '';
}

/** Removes everything from this phone. */
export async function wipe(): Promise<void> {
  await erase();
  key = undefined;
  open.value = undefined;
  state.value = freshState();
}

const patience = 2 * 60_000; // milliseconds in the background until the wallet locks

/** Locks the wallet after a while in the background. */
export function lockWhenLeft(): void {
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      since = Date.now();
      timer = setTimeout(lock, patience);
    } else if (since > 0 && Date.now() - since >= patience) {
      lock(); // timers may sleep in the background
    }
  });
}
