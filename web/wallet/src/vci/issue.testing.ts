// An issuer for tests: makes SD-JWT VCs (RFC 9901 section 4) with the browser's own cryptography.
import { digest, toBase64url, utf8, type Json } from './encode';
import { newKey } from './proof';

const text = (v: unknown) => toBase64url(utf8(JSON.stringify(v)));

/** A disclosure and its digest. */
export async function disclose(...v: unknown[]): Promise<{ text: string; hash: string }> {
  const encoded = text([`salt${Math.random()}`, ...v]);
  return { text: encoded, hash: await digest(encoded) };
}

/** Signs a payload; the disclosures follow it. */
export async function token(payload: Json, disclosures: string[] = [], header: Json = { alg: 'ES256', typ: 'dc+sd-jwt' }): Promise<string> {
  const signed = `${text(header)}.${text(payload)}`;
  const { privateKey } = await newKey();
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(signed)));
  return [`${signed}.${toBase64url(signature)}`, ...disclosures, ''].join('~');
}

/** A token whose claims are all selectively disclosable, with an address inside. */
export async function identity(always: Json, claims: Json, address: Json = {}): Promise<string> {
  const inner = await Promise.all(Object.entries(address).map(([k, v]) => disclose(k, v)));
  const outer = await Promise.all(Object.entries(claims).map(([k, v]) => disclose(k, v)));
  const place = await disclose('address', { _sd: inner.map((d) => d.hash) });
  const all = [...outer, place, ...inner];
  return token({ ...always, _sd: [...outer, place].map((d) => d.hash), _sd_alg: 'sha-256' }, all.map((d) => d.text));
}
