// A credential offer (OpenID4VCI 1.0 section 4.1) out of whatever a person brings: the link that the camera opened, what
// the scanner read, a text that was pasted. All of it is treated as hostile.
import { ApiError } from '@lib/api';
import { isObject, type Json } from './encode';

/** The transaction code that the officer reads out (section 4.1.1). */
export type TxCode = { numeric: boolean; /** 0 if the offer does not say. */ length: number };

export type Offer = {
  /** The credential issuer identifier. */
  issuer: string;
  configuration: string;
  code: string;
  txCode: TxCode | null;
  /** The authorization server that the grant names, '' if it names none. */
  server: string;
};

/** An offer by value, or where to fetch it. */
export type Found = { offer: Offer } | { uri: string };

const longest = 20_000; // characters of a text that may hold an offer
const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const schemes = ['openid-credential-offer:', 'haip-vci:'];

function bad(detail: string): ApiError {
  return new ApiError(0, 'offer_unreadable', detail);
}

/** Finds the offer in a text: a link of ours, openid-credential-offer: or haip-vci:, or the offer's own JSON. */
export function findOffer(text: string): Found {
  const given = text.trim();
  if (given === '') throw new ApiError(0, 'offer_missing', 'There is no text.');
  if (given.length > longest) throw bad('The text is too long.');
  if (given.startsWith('{')) return { offer: readOffer(parse(given)) };
  return fromParameters(parameters(given));
}

/** Finds the offer in our own address, in its fragment; undefined if there is none. */
export function offerInAddress(address: string): Found | undefined {
  const at = address.indexOf('#');
  if (at < 0 || address.length > longest || !inFragment.test(address.slice(at))) return undefined;
  return fromParameters(parameters(address));
}

/** What a link to a wallet may hold in its fragment: an offer, or the short form of one. */
const inFragment = /^#(credential_offer|voucher)/;

function parameters(text: string): URLSearchParams {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ApiError(0, 'offer_none', 'This is not a link.');
  }
  if (schemes.includes(url.protocol)) return new URLSearchParams(text.slice(text.indexOf('?') + 1));
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new ApiError(0, 'offer_none', 'This link is not an offer.');
  const given = new URLSearchParams(inFragment.test(url.hash) ? url.hash.slice(1) : url.search);
  const voucher = given.get('voucher');
  return voucher === null ? given : new URLSearchParams({ credential_offer: JSON.stringify(offerOf(url, voucher)) });
}

/**
 * The offer that a link to our own wallet stands for, https://office.example/wallet/#voucher=…: everything but the voucher is
 * the same in each of our offers, and a QR with half the modules is read at once by a cheap camera.
 */
function offerOf(link: URL, voucher: string): Json {
  if (!/\/wallet\/?$/.test(link.pathname)) throw bad('The link does not lead to a wallet.');
  return {
    credential_issuer: link.origin + link.pathname.replace(/\/wallet\/?$/, ''), credential_configuration_ids: ['identity_sd_jwt'],
    grants: { [grantType]: { 'pre-authorized_code': voucher, tx_code: { input_mode: 'numeric', length: 6 } } },
  };
}

function fromParameters(p: URLSearchParams): Found {
  const [values, uris] = [p.getAll('credential_offer'), p.getAll('credential_offer_uri')];
  if (values.length + uris.length === 0) throw new ApiError(0, 'offer_none', 'There is no offer in this.');
  if (values.length + uris.length > 1) throw bad('There is more than one offer in this.');
  if (uris[0] !== undefined) return { uri: webAddress(uris[0]) };
  return { offer: readOffer(parse(values[0] ?? '')) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad('The offer is not JSON.');
  }
}

/** Reads an offer's JSON. */
export function readOffer(v: unknown): Offer {
  if (!isObject(v)) throw bad('The offer is not an object.');
  const configurations = v.credential_configuration_ids;
  if (!Array.isArray(configurations) || !isText(configurations[0], 200)) throw bad('The offer names no credential.');
  const grant = isObject(v.grants) ? v.grants[grantType] : undefined;
  if (!isObject(grant)) throw new ApiError(0, 'offer_other_way', 'The offer has no pre-authorized code.');
  const code = grant['pre-authorized_code'];
  if (!isText(code, 8_000)) throw bad('The offer has no code.');
  const server = grant.authorization_server;
  return {
    issuer: webAddress(v.credential_issuer), configuration: configurations[0], code,
    txCode: readTxCode(grant.tx_code), server: server === undefined ? '' : webAddress(server),
  };
}

function readTxCode(v: unknown): TxCode | null {
  if (v === undefined || v === null) return null;
  if (!isObject(v)) throw bad('tx_code is not an object.');
  const { length } = v as Json;
  const known = typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= 64;
  if (length !== undefined && !known) throw bad('tx_code.length is no sensible number.');
  return { numeric: v.input_mode !== 'text', length: known ? (length as number) : 0 };
}

function isText(v: unknown, most: number): v is string {
  return typeof v === 'string' && v !== '' && v.length <= most;
}

/** An http(s) address without user, query or fragment (section 12.2.1), its trailing slash kept as given. */
function webAddress(v: unknown): string {
  if (!isText(v, 2_000)) throw bad('An address is missing.');
  let url: URL;
  try {
    url = new URL(v);
  } catch {
    throw bad('An address is not one.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad('An address is not on the web.');
  if (url.username !== '' || url.password !== '' || url.hash !== '') throw bad('An address has parts that it may not have.');
  return v;
}

/** The host of an address, for people to read. */
export function hostOf(address: string): string {
  return new URL(address).host;
}

/** Refuses whoever is not the issuer that this wallet comes from: the content policy lets it speak to no other. */
export function ownOnly(address: string, own: string): void {
  if (new URL(address).origin !== own) throw new ApiError(0, 'other_issuer', hostOf(address), 'issuer');
}
