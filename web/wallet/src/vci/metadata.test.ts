import { afterEach, expect, it, vi } from 'vitest';
import { ask, fetchOffer, named, wellKnown } from './metadata';
import type { Offer } from './offer';

const own = 'https://a.example';
const offer = (issuer = own): Offer => ({ issuer, configuration: 'c', code: 'x', txCode: null, server: '' });
const issuerSays = (change: object = {}, issuer = own) => ({
  credential_issuer: issuer, credential_endpoint: `${own}/credential`, nonce_endpoint: `${own}/nonce`, display: [{ name: 'Dukcapil', locale: 'id-ID' }],
  credential_configurations_supported: { c: { format: 'dc+sd-jwt', vct: 'urn:x', credential_metadata: { display: [{ name: 'Kartu', locale: 'id' }, { name: 'Card', locale: 'en' }], claims: [{ path: ['name'], display: [{ name: 'Nama', locale: 'id' }] }, { path: ['x', null] }, 7] } } }, ...change,
});
const asked: string[] = [];
const answers = (by: Record<string, unknown>) => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify(by[url] ?? {}), { status: url in by ? 200 : 404 });
  });
};
const both = (issuer: object, server: object = { issuer: own, token_endpoint: `${own}/token` }) =>
  answers({ [`${own}/.well-known/openid-credential-issuer`]: issuer, [`${own}/.well-known/oauth-authorization-server`]: server });
const refused = (p: Promise<unknown>) => p.then(() => 'taken', (e: { code?: string }) => e.code ?? String(e));

afterEach(() => vi.unstubAllGlobals());

it('puts the well-known name between host and path', () => {
  expect(wellKnown('https://a.example', 'n')).toBe('https://a.example/.well-known/n');
  expect(wellKnown('https://a.example/', 'n')).toBe('https://a.example/.well-known/n');
  expect(wellKnown('https://a.example:8443/kota/16.73', 'n')).toBe('https://a.example:8443/.well-known/n/kota/16.73');
});

it('learns who issues what', async () => {
  both(issuerSays({ notification_endpoint: `${own}/notification` }));
  expect(await ask(offer(), own)).toEqual({
    title: { id: 'Kartu', en: 'Card' }, from: { id: 'Dukcapil', en: 'Dukcapil' }, host: 'a.example', vct: 'urn:x', labels: [{ path: ['name'], name: { id: 'Nama', en: 'Nama' } }],
    endpoints: { token: `${own}/token`, nonce: `${own}/nonce`, credential: `${own}/credential`, notification: `${own}/notification` },
  });
});

it.each([
  ['says it is another', issuerSays({}, 'https://b.example'), 'issuer_unreadable'],
  ['sends the credential request elsewhere', issuerSays({ credential_endpoint: 'https://b.example/c' }), 'other_issuer'],
  ['sends the nonce request elsewhere', issuerSays({ nonce_endpoint: 'http://a.example/n' }), 'other_issuer'],
  ['sends the notification elsewhere', issuerSays({ notification_endpoint: 'https://b.example/n' }), 'other_issuer'],
  ['names another authorization server', issuerSays({ authorization_servers: ['https://b.example'] }), 'other_issuer'],
  ['has no nonce endpoint', issuerSays({ nonce_endpoint: undefined }), 'issuer_unreadable'],
  ['does not know its own offer', issuerSays({ credential_configurations_supported: {} }), 'issuer_unreadable'],
  ['offers another format', issuerSays({ credential_configurations_supported: { c: { format: 'mso_mdoc' } } }), 'format_unknown'],
  ['is a list', [] as object, 'issuer_unreadable'],
])('refuses an issuer that %s', async (_, says, code) => {
  both(says);
  expect(await refused(ask(offer(), own))).toBe(code);
});

it('refuses a token endpoint elsewhere, and a name out of the prototype', async () => {
  both(issuerSays(), { issuer: own, token_endpoint: 'https://b.example/token' });
  expect(await refused(ask(offer(), own))).toBe('other_issuer');
  both(issuerSays());
  expect(await refused(ask({ ...offer(), configuration: 'constructor' }, own))).toBe('issuer_unreadable');
});

it('fetches an offer from its own origin only, and asks no other', async () => {
  answers({});
  expect(await refused(fetchOffer({ uri: 'https://b.example/o' }, own))).toBe('other_issuer');
  expect(await refused(ask(offer('https://b.example'), own))).toBe('other_issuer');
  expect(asked).toEqual([]);
});

it('takes what names there are', () => {
  expect(named(undefined, 'x')).toEqual({ id: 'x', en: 'x' });
  expect(named([{ locale: 'en-US', name: 'Card' }], 'x')).toEqual({ id: 'Card', en: 'Card' });
  expect(named([{ name: 'Tanpa bahasa' }, { locale: 'en', name: 7 }], 'x')).toEqual({ id: 'Tanpa bahasa', en: 'Tanpa bahasa' });
});
