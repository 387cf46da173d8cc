// Receiving a card, from the offer to the stored card. Each step can fail for want of a network and be repeated: what was
// reached is on the disk. Store first, then tell the issuer.
import { ApiError } from '@lib/api';
import { signal } from '@preact/signals';
import { deliver } from './outbox';
import type { Card } from './store/content';
import type { Pending, State } from './store/state';
import { digest, toBase64url, type Json } from './vci/encode';
import { ask, fetchOffer, type About } from './vci/metadata';
import type { Found, Offer } from './vci/offer';
import { newKey, publicJwk } from './vci/proof';
import { requestCredential, requestToken, type Delivered, type Grant } from './vci/request';
import { checkCredential } from './vci/sdjwt';
import { save, state, store } from './wallet';

export type Step = 'reading' | 'offer' | 'code' | 'fetching' | 'review' | 'pin' | 'storing' | 'done';

export type Receiving = {
  step: Step;
  found?: Found;
  offer?: Offer;
  about?: About;
  grant?: Grant;
  key?: string;
  delivered?: Delivered;
  claims?: Json;
  pin?: string;
  /** Why this step did not work. */
  error?: unknown;
  /** Minutes by which the phone's clock is wrong; 0 if it is near enough. */
  skew?: number;
};

export const receiving = signal<Receiving | null>(null);

const offerLife = 30 * 60_000; // milliseconds: an offer that was opened longer ago is not taken up again

function set(part: Partial<Receiving>): void {
  if (receiving.value) receiving.value = { ...receiving.value, error: undefined, ...part };
}

/** What the screen shows must be what is going on: an answer that comes after the person left is dropped. */
async function during(step: Step, work: (r: Receiving) => Promise<void>): Promise<void> {
  set({ step });
  const begun = receiving.value;
  if (!begun) return;
  try {
    await work(begun);
  } catch (error) {
    if (receiving.value?.step === step) set({ error });
  }
}

/** Starts with what a link, the scanner or a pasted text held. */
export async function begin(found: Found): Promise<void> {
  receiving.value = { step: 'reading', found };
  await read();
}

/** Shows an error of something that was to be an offer. */
export function beginWithError(error: unknown): void {
  receiving.value = { step: 'reading', error };
}

/** Takes up what was interrupted, if it can still succeed. Answers whether there is something to show. */
export async function resume(): Promise<boolean> {
  const { flow } = state.value;
  if (!flow || receiving.value) return receiving.value !== null;
  if (!flow.granted) {
    if (Date.now() - flow.at > offerLife) return false;
    void begin({ offer: flow.offer });
    return true;
  }
  const { grant, about } = flow.granted;
  receiving.value = { step: 'fetching', offer: flow.offer, about, grant };
  void fetchCard();
  return true;
}

async function read(): Promise<void> {
  await during('reading', async ({ found }) => {
    if (!found) return;
    const own = location.origin;
    const offer = await fetchOffer(found, own);
    if (state.value.done === (await digest(offer.code))) throw new ApiError(0, 'offer_done', 'This card is stored already.');
    const { flow } = state.value;
    if (flow?.granted && flow.offer.code === offer.code) {
      set({ step: 'fetching', offer, ...flow.granted });
      return fetchCard();
    }
    await save((s) => ({ ...s, flow: { offer, at: Date.now() } }));
    set({ offer });
    set({ step: 'offer', about: await ask(offer, own) });
  });
}

/** The person wants the card: on to the code, if there is one. */
export async function agree(): Promise<void> {
  if (receiving.value?.offer?.txCode) set({ step: 'code' });
  else await exchange('');
}

/** Exchanges the offer with the code that the person typed, and fetches the card. */
export async function exchange(txCode: string): Promise<void> {
  const begun = receiving.value;
  const { offer, about } = begun ?? {};
  if (!offer || !about) return;
  const grant = await requestToken(offer, about.endpoints, txCode);
  await save((s) => ({ ...s, flow: { offer, at: Date.now(), granted: { grant, about } } }));
  if (receiving.value?.offer !== offer) return;
  set({ grant });
  await fetchCard();
}

async function fetchCard(): Promise<void> {
  await during('fetching', async ({ offer, about, grant }) => {
    if (!offer || !about || !grant) return;
    const { id, pair } = await holderKey();
    const delivered = await deliveredTo(pair, offer, about, grant);
    const claims = await checkCredential(delivered.credential, { issuer: offer.issuer, vct: about.vct, key: await publicJwk(pair), now: delivered.at });
    const skew = Math.round((Date.now() / 1000 - delivered.at) / 60);
    set({ step: 'review', delivered, claims, key: id, skew: Math.abs(skew) >= 5 ? skew : 0 });
  });
}

async function deliveredTo(pair: CryptoKeyPair, offer: Offer, about: About, grant: Grant): Promise<Delivered> {
  try {
    return await requestCredential(offer, about.endpoints, grant, pair);
  } catch (err) {
    if (err instanceof ApiError && err.code === 'invalid_nonce') return requestCredential(offer, about.endpoints, grant, pair); // it was slow on its way
    throw err;
  }
}

/** The key to ask with: the same until an issuer has confirmed a card for it. */
async function holderKey(): Promise<{ id: string; pair: CryptoKeyPair }> {
  const { openKey, keys } = state.value;
  const there = keys[openKey];
  if (there) return { id: openKey, pair: there };
  const [id, pair] = [newId(), await newKey()];
  await save((s) => ({ ...s, openKey: id, keys: { ...s.keys, [id]: pair } }));
  return { id, pair };
}

function newId(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(12)));
}

/** The person recognises the card as theirs. */
export async function confirm(): Promise<void> {
  if (state.value.vault) await finish('');
  else set({ step: 'pin' });
}

/** Stores the card, then tells the issuer. The PIN makes the vault if there is none yet. */
export async function finish(pin: string): Promise<void> {
  await during('storing', async (r) => {
    set({ pin });
    const { offer, about, delivered, claims, key, grant } = r;
    if (!offer || !about || !delivered || !claims || key === undefined || !grant) return;
    const card: Card = {
      id: newId(), key, issuer: offer.issuer, title: about.title, from: about.from, host: about.host, labels: about.labels,
      token: delivered.credential, receivedAt: delivered.at * 1000,
    };
    const done = await digest(offer.code);
    await store(card, claims, pin, (s, same) => ({ ...s, flow: null, done, outbox: [...without(s, same), ...notice('credential_accepted', card.id, r)] }));
    receiving.value = { step: 'done', about, claims };
    void deliver();
  });
}

function without(s: State, cards: string[]): Pending[] {
  return s.outbox.filter((p) => !cards.includes(p.card));
}

function notice(event: Pending['event'], card: string, { about, grant, delivered, key = '' }: Receiving): Pending[] {
  const endpoint = about?.endpoints.notification ?? '';
  if (endpoint === '' || !grant || !delivered || delivered.notification === '') return [];
  return [{ card, key, endpoint, token: grant.token, notification: delivered.notification, event, lapsed: false }];
}

/** The card is not theirs: the issuer is told, nothing is kept. */
export async function decline(): Promise<void> {
  const r = receiving.value;
  if (!r) return;
  await save((s) => ({ ...s, flow: null, outbox: [...s.outbox, ...notice('credential_failure', '', r)] }));
  receiving.value = null;
  void deliver();
}

/** Tries the step that failed again. */
export async function retry(): Promise<void> {
  const r = receiving.value;
  if (r?.step === 'reading') await read();
  else if (r?.step === 'fetching') await fetchCard();
  else if (r?.step === 'storing') await finish(r.pin ?? '');
}

/** Leaves the screen; what can be taken up again stays stored. */
export function leave(): void {
  receiving.value = null;
}

/** Gives the offer up for good. */
export async function giveUp(): Promise<void> {
  receiving.value = null;
  await save((s) => ({ ...s, flow: null }));
}
