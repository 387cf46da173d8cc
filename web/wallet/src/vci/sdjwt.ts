// Reads an SD-JWT VC (RFC 9901 section 7.1) and holds it against what we asked for, before it is taken. The issuer's
// signature is left to verifiers: the token came to us over TLS from the issuer's own origin, and its keys would come
// the same way.
import { ApiError } from '@lib/api';
import { digest, isObject, jsonFrom, type Json } from './encode';
import { thumbprint, type PublicJwk } from './proof';

const [longest, deepest] = [400_000, 12]; // characters of a token, nesting of claims
const [digests, hashName, element] = ['_sd', '_sd_alg', '...']; // reserved names (section 4.2)

function broken(detail: string): ApiError {
  return new ApiError(0, 'credential_broken', detail);
}

/** All claims of a token with its disclosures put in their places. Throws unless every disclosure has exactly one place. */
export async function readSdJwt(token: string): Promise<Json> {
  if (token.length > longest) throw broken('The credential is too long.');
  const parts = token.split('~');
  const [jwt = '', ...disclosures] = parts;
  if (parts.length < 2 || disclosures.pop() !== '') throw broken('The credential is not an SD-JWT.');
  const payload = payloadOf(jwt);
  if (payload[hashName] !== undefined && payload[hashName] !== 'sha-256') throw broken('Its hash is not supported.');
  delete payload[hashName];
  const place = new Places(await byDigest(disclosures));
  const claims = place.object(payload, 0);
  if (place.left > 0) throw broken('A disclosure belongs to nothing.');
  return claims;
}

function payloadOf(jwt: string): Json {
  const parts = jwt.split('.');
  if (parts.length !== 3) throw broken('Its first part is not a JWT.');
  const [header, payload] = [parsed(parts[0]), parsed(parts[1])];
  if (!isObject(header) || header.alg !== 'ES256') throw broken('Its signature is not ES256.');
  if (header.typ !== 'dc+sd-jwt' && header.typ !== 'vc+sd-jwt') throw broken('Its type is not an SD-JWT VC.');
  if (!isObject(payload)) throw broken('Its claims are not an object.');
  return payload;
}

function parsed(text: string | undefined): unknown {
  try {
    return jsonFrom(text ?? '');
  } catch {
    throw broken('A part is not JSON.');
  }
}

/** A disclosure: a member of an object (with a name) or an element of a list. */
type Disclosure = { name?: string; value: unknown };

async function byDigest(texts: string[]): Promise<Map<string, Disclosure>> {
  const found = new Map<string, Disclosure>();
  for (const text of texts) {
    const hash = await digest(text);
    if (found.has(hash)) throw broken('A disclosure is there twice.');
    found.set(hash, disclosure(parsed(text)));
  }
  return found;
}

function disclosure(v: unknown): Disclosure {
  if (!Array.isArray(v) || typeof v[0] !== 'string') throw broken('A disclosure is not a list.');
  if (v.length === 2) return { value: v[1] };
  const name: unknown = v[1];
  if (v.length !== 3 || typeof name !== 'string' || name === digests || name === element) throw broken('A disclosure has no usable name.');
  return { name, value: v[2] };
}

/** Puts disclosures where their digests stand. A digest may stand once; one that belongs to nothing is a decoy. */
class Places {
  private readonly seen = new Set<string>();

  constructor(private readonly found: Map<string, Disclosure>) {}

  /** How many disclosures have found no place. */
  get left(): number {
    return this.found.size;
  }

  object(from: Json, depth: number): Json {
    if (depth > deepest) throw broken('Its claims are nested too deep.');
    const to = Object.create(null) as Json; // "__proto__" is a name like any other
    for (const key of Object.keys(from)) {
      if (key === element) throw broken('A claim has a reserved name.');
      if (key !== digests) to[key] = this.value(from[key], depth + 1);
    }
    for (const hash of list(from[digests])) {
      const d = this.take(hash);
      if (!d) continue;
      if (d.name === undefined || d.name in to) throw broken('A disclosure does not fit its place.');
      to[d.name] = this.value(d.value, depth + 1);
    }
    return to;
  }

  private value(v: unknown, depth: number): unknown {
    if (isObject(v)) return this.object(v, depth);
    if (!Array.isArray(v)) return v;
    if (depth > deepest) throw broken('Its claims are nested too deep.');
    return v.flatMap((entry: unknown) => {
      if (!isObject(entry) || !(element in entry)) return [this.value(entry, depth + 1)];
      const d = this.take(entry[element]);
      if (d && d.name !== undefined) throw broken('A disclosure does not fit its place.');
      return d ? [this.value(d.value, depth + 1)] : [];
    });
  }

  private take(hash: unknown): Disclosure | undefined {
    if (typeof hash !== 'string' || this.seen.has(hash)) throw broken('A digest is there twice.');
    this.seen.add(hash);
    const d = this.found.get(hash);
    this.found.delete(hash);
    return d;
  }
}

function list(v: unknown): unknown[] {
  if (v === undefined) return [];
  if (!Array.isArray(v)) throw broken('_sd is not a list.');
  return v;
}

/** What a credential must be for us to take it. `now` is the time by the issuer's clock, in seconds since 1970. */
export type Wanted = { issuer: string; vct: string; key: PublicJwk; now: number };

const slack = 300; // seconds that clocks may differ

/** Reads a credential and throws unless it is of the issuer and type that were asked for, in time, and bound to our key. */
export async function checkCredential(token: string, wanted: Wanted): Promise<Json> {
  const claims = await readSdJwt(token);
  if (claims.iss !== wanted.issuer) throw broken('It is from another issuer.');
  if (claims.vct !== wanted.vct) throw broken('It is of another type.');
  const key = isObject(claims.cnf) ? claims.cnf.jwk : undefined;
  if (!isObject(key) || (await thumbprint(key as PublicJwk)) !== (await thumbprint(wanted.key))) throw broken('It is bound to another key.');
  if (typeof claims.exp === 'number' && claims.exp < wanted.now - slack) throw new ApiError(0, 'credential_over', 'It has expired.');
  if (typeof claims.nbf === 'number' && claims.nbf > wanted.now + slack) throw new ApiError(0, 'clock_wrong', 'It is not valid yet.');
  return claims;
}
