// The requests of OpenID4VCI 1.0: token (section 6), nonce (7), credential (8), notification (11).
import { api, ApiError } from '@lib/api';
import { isObject } from './encode';
import type { Endpoints } from './metadata';
import type { Offer } from './offer';
import { makeProof } from './proof';

/** What the token endpoint gave: kept until the credential is accepted. */
export type Grant = {
  token: string;
  /** When it ends, by this device's clock, in milliseconds since 1970. */
  ends: number;
  /** The credential identifier that the token names, '' if the configuration is to be named. */
  identifier: string;
};

/** A credential as it was delivered, and under which id to report on it ('' for none). */
export type Delivered = { credential: string; notification: string; /** The issuer's clock, in seconds since 1970. */ at: number };

const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** Exchanges the offer's code, with the transaction code that the person typed, for an access token. */
export async function requestToken(offer: Offer, endpoints: Endpoints, txCode: string): Promise<Grant> {
  const form = new URLSearchParams({ grant_type: grantType, 'pre-authorized_code': offer.code });
  if (offer.txCode) form.set('tx_code', txCode);
  const answer = await api.post<unknown>(endpoints.token, form);
  if (!isObject(answer) || typeof answer.access_token !== 'string' || String(answer.token_type).toLowerCase() !== 'bearer') {
    throw new ApiError(0, 'issuer_unreadable', 'The token answer is not one.');
  }
  const seconds = typeof answer.expires_in === 'number' ? answer.expires_in : 300;
  return { token: answer.access_token, ends: Date.now() + seconds * 1000, identifier: identifierIn(answer.authorization_details) };
}

function identifierIn(details: unknown): string {
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  const names = isObject(first) ? first.credential_identifiers : undefined;
  return Array.isArray(names) && typeof names[0] === 'string' ? names[0] : '';
}

/** A fresh nonce, and the issuer's clock as it gave it: the phone's own is often wrong. */
export async function requestNonce(endpoints: Endpoints): Promise<{ nonce: string; at: number }> {
  let at = Date.now() / 1000;
  const onAnswer = (r: Response) => {
    const date = Date.parse(r.headers.get('Date') ?? '');
    if (Number.isFinite(date)) at = date / 1000;
  };
  const answer = await api.post<unknown>(endpoints.nonce, undefined, { onAnswer });
  if (!isObject(answer) || typeof answer.c_nonce !== 'string') throw new ApiError(0, 'issuer_unreadable', 'The nonce answer is not one.');
  return { nonce: answer.c_nonce, at };
}

/** Asks for the credential with a proof of the key. Asked again with the same key, an issuer delivers it again. */
export async function requestCredential(offer: Offer, endpoints: Endpoints, grant: Grant, key: CryptoKeyPair): Promise<Delivered> {
  const { nonce, at } = await requestNonce(endpoints);
  const which = grant.identifier === '' ? { credential_configuration_id: offer.configuration } : { credential_identifier: grant.identifier };
  const body = { ...which, proofs: { jwt: [await makeProof(key, offer.issuer, nonce, at)] } };
  const answer = await api.post<unknown>(endpoints.credential, body, bearer(grant.token));
  const first: unknown = isObject(answer) && Array.isArray(answer.credentials) ? answer.credentials[0] : undefined;
  if (!isObject(answer) || !isObject(first) || typeof first.credential !== 'string') throw new ApiError(0, 'issuer_unreadable', 'The credential answer is not one.');
  return { credential: first.credential, notification: typeof answer.notification_id === 'string' ? answer.notification_id : '', at };
}

export type WalletEvent = 'credential_accepted' | 'credential_failure' | 'credential_deleted';

/** Tells the issuer what became of a credential. */
export async function sendNotification(endpoint: string, token: string, id: string, event: WalletEvent): Promise<void> {
  await api.post(endpoint, { notification_id: id, event }, bearer(token));
}

function bearer(token: string) {
  return { headers: { Authorization: `Bearer ${token}` } };
}
