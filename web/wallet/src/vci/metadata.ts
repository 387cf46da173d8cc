// What an issuer says of itself and of what it offers (OpenID4VCI 1.0 section 12.2, RFC 8414).
import { api, ApiError } from '@lib/api';
import type { Lang } from '@lib/i18n';
import { isObject, type Json } from './encode';
import { hostOf, ownOnly, readOffer, type Found, type Offer } from './offer';

/** A name in both languages. */
export type Named = Record<Lang, string>;
export type Label = { path: string[]; name: Named };

export type Endpoints = { token: string; nonce: string; credential: string; notification: string };

/** What a person is told before they take a credential. */
export type About = {
  /** The credential's name, such as "Identitas Digital". */
  title: Named;
  /** Who issues it. */
  from: Named;
  host: string;
  /** The claims that it may hold, by their path. */
  labels: Label[];
  vct: string;
  endpoints: Endpoints;
};

function broken(detail: string): ApiError {
  return new ApiError(0, 'issuer_unreadable', detail);
}

/** Where metadata is: the well-known name goes between host and path (section 12.2.2). */
export function wellKnown(issuer: string, name: string): string {
  const url = new URL(issuer);
  return `${url.origin}/.well-known/${name}${url.pathname.replace(/\/$/, '')}`;
}

/** The offer itself, fetched if it came as an address. */
export async function fetchOffer(found: Found, own: string): Promise<Offer> {
  if ('offer' in found) return found.offer;
  ownOnly(found.uri, own);
  return readOffer(await api.get(found.uri));
}

/** Asks the issuer about what it offers. It must be at our own origin. */
export async function ask(offer: Offer, own: string): Promise<About> {
  ownOnly(offer.issuer, own);
  const issuer = await api.get<unknown>(wellKnown(offer.issuer, 'openid-credential-issuer'));
  if (!isObject(issuer) || issuer.credential_issuer !== offer.issuer) throw broken('The issuer is not who the offer says.');
  const server = serverOf(issuer, offer);
  ownOnly(server, own);
  const authorization = await api.get<unknown>(wellKnown(server, 'oauth-authorization-server'));
  if (!isObject(authorization) || authorization.issuer !== server) throw broken('The authorization server is not who the issuer says.');
  return about(issuer, authorization, offer, own);
}

function serverOf(issuer: Json, offer: Offer): string {
  const named = issuer.authorization_servers;
  if (named === undefined) return offer.issuer;
  if (!Array.isArray(named) || typeof named[0] !== 'string') throw broken('authorization_servers is not a list.');
  if (offer.server !== '' && !named.includes(offer.server)) throw broken('The offer names a server that is not the issuer’s.');
  return offer.server === '' ? named[0] : offer.server;
}

function about(issuer: Json, authorization: Json, offer: Offer, own: string): About {
  const all = issuer.credential_configurations_supported;
  const configuration = isObject(all) && Object.prototype.hasOwnProperty.call(all, offer.configuration) ? all[offer.configuration] : undefined;
  if (!isObject(configuration)) throw broken('The issuer does not know what it offers.');
  if (configuration.format !== 'dc+sd-jwt' || typeof configuration.vct !== 'string') throw new ApiError(0, 'format_unknown', 'This format is not supported.');
  const metadata = isObject(configuration.credential_metadata) ? configuration.credential_metadata : {};
  const endpoint = (from: Json, name: string, needed: boolean) => {
    const address = from[name];
    if (address === undefined && !needed) return '';
    if (typeof address !== 'string') throw broken(`${name} is missing.`);
    ownOnly(address, own);
    return address;
  };
  return {
    title: named(metadata.display, offer.configuration), from: named(issuer.display, hostOf(offer.issuer)), host: hostOf(offer.issuer),
    labels: labelsOf(metadata.claims), vct: configuration.vct,
    endpoints: {
      token: endpoint(authorization, 'token_endpoint', true), nonce: endpoint(issuer, 'nonce_endpoint', true),
      credential: endpoint(issuer, 'credential_endpoint', true), notification: endpoint(issuer, 'notification_endpoint', false),
    },
  };
}

/** The names of a display list: for each language its own, else the first, else what is given. */
export function named(display: unknown, otherwise: string): Named {
  const list = Array.isArray(display) ? display.filter(isObject) : [];
  const name = (entry: Json | undefined) => (typeof entry?.name === 'string' && entry.name !== '' ? entry.name.slice(0, 200) : undefined);
  const first = name(list[0]) ?? otherwise;
  const by = (lang: Lang) => name(list.find((e) => typeof e.locale === 'string' && e.locale.slice(0, 2) === lang)) ?? first;
  return { id: by('id'), en: by('en') };
}

function labelsOf(claims: unknown): Label[] {
  if (!Array.isArray(claims)) return [];
  return claims.slice(0, 200).filter(isObject).flatMap((claim) => {
    const { path } = claim;
    if (!Array.isArray(path) || !path.every((p) => typeof p === 'string')) return [];
    return [{ path, name: named(claim.display, path[path.length - 1] ?? '') }];
  });
}
