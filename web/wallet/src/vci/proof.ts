// The holder's key and the proof of its possession (OpenID4VCI 1.0 appendix F.1). The private key cannot be taken out of
// the browser.
import { digest, toBase64url, utf8 } from './encode';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** The members of a public key on P-256 (RFC 7518 section 6.2). */
export type PublicJwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string };

/** A new ES256 key whose private half is not extractable. */
export async function newKey(): Promise<CryptoKeyPair> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  return { publicKey, privateKey }; // a plain object: every browser stores that
}

export async function publicJwk(key: CryptoKeyPair): Promise<PublicJwk> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', key.publicKey);
  return { kty: 'EC', crv: 'P-256', x, y };
}

/** The thumbprint of a key (RFC 7638). */
export async function thumbprint({ crv, kty, x, y }: PublicJwk): Promise<string> {
  return digest(JSON.stringify({ crv, kty, x, y }));
}

/** A key proof for an issuer's nonce. `at` is the time by the issuer's clock, in seconds since 1970. */
export async function makeProof(key: CryptoKeyPair, issuer: string, nonce: string, at: number): Promise<string> {
  const header = { typ: 'openid4vci-proof+jwt', alg: 'ES256', jwk: await publicJwk(key) };
  const claims = { aud: issuer, iat: Math.floor(at), nonce };
  const signed = `${part(header)}.${part(claims)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, utf8(signed));
  return `${signed}.${toBase64url(new Uint8Array(signature))}`;
}

function part(v: unknown): string {
  return toBase64url(utf8(JSON.stringify(v)));
}
