// Everything that the wallet keeps on the device, as one record. What says anything of a person is inside the vault.
import type { About } from '../vci/metadata';
import type { Offer } from '../vci/offer';
import type { Grant, WalletEvent } from '../vci/request';
import { upgrade, type Step } from './upgrade';
import type { Vault } from './vault';

/** A credential on its way: kept from the opening of the offer until the card is stored. */
export type Flow = {
  offer: Offer;
  /** When the offer was opened, in milliseconds since 1970. */
  at: number;
  /** Once the offer is exchanged: what is needed to ask (again) for the credential. */
  granted?: { grant: Grant; about: About };
};

/** A notification that an issuer has not confirmed yet. */
export type Pending = {
  card: string;
  key: string;
  endpoint: string;
  token: string;
  notification: string;
  event: WalletEvent;
  /** The issuer refused it for good, such as when its token had ended: only a new offer helps. */
  lapsed: boolean;
};

export type State = {
  version: 1;
  /** Absent until a PIN is set. */
  vault: Vault | null;
  /** Holder keys by their id; the private halves cannot be taken out. */
  keys: Record<string, CryptoKeyPair>;
  /**
   * The key to ask with, '' for a new one. It stays the same until an issuer confirms that it knows the card is
   * stored, since an issuer delivers again only to the same key.
   */
  openKey: string;
  flow: Flow | null;
  outbox: Pending[];
  /** When the issuer confirmed a card, by card id. */
  confirmed: Record<string, number>;
  /** The digest of the code whose card was stored last: its QR may be opened once more by mistake. */
  done: string;
  large: boolean;
};

export const stateVersion = 1;

const steps: Record<number, Step> = {};

export function freshState(): State {
  return { version: stateVersion, vault: null, keys: {}, openKey: '', flow: null, outbox: [], confirmed: {}, done: '', large: false };
}

/** The state that was stored, brought up to date; a fresh one if there was none. */
export function readState(raw: unknown): State {
  return raw === undefined ? freshState() : upgrade<State>(raw, stateVersion, steps);
}
