import { describe, expect, it } from 'vitest';
import { findOffer, offerInAddress, ownOnly, readOffer, type Offer } from './offer';

const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const offer = (change: object = {}, grant: object = {}) => ({
  credential_issuer: 'https://a.example', credential_configuration_ids: ['identity_sd_jwt'],
  grants: { [grantType]: { 'pre-authorized_code': 'c0de', tx_code: { input_mode: 'numeric', length: 6 }, ...grant } }, ...change,
});
const text = JSON.stringify(offer());
const read: Offer = { issuer: 'https://a.example', configuration: 'identity_sd_jwt', code: 'c0de', txCode: { numeric: true, length: 6 }, server: '' };
const codeOf = (run: () => unknown) => {
  try {
    run();
    return 'taken';
  } catch (err) {
    return (err as { code?: string }).code ?? String(err);
  }
};

describe('findOffer', () => {
  it.each([
    `https://a.example/wallet/#credential_offer=${encodeURIComponent(text)}`,
    `  https://a.example/wallet/?credential_offer=${encodeURIComponent(text)}\n`,
    `openid-credential-offer://?credential_offer=${encodeURIComponent(text)}`,
    `haip-vci://?credential_offer=${encodeURIComponent(text)}`,
    text,
  ])('finds it in %s', (from) => expect(findOffer(from)).toEqual({ offer: read }));

  it('finds where to fetch it', () => {
    expect(findOffer('openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example%2Fo%2F7')).toEqual({ uri: 'https://a.example/o/7' });
  });

  it.each([
    ['', 'offer_missing'], ['   ', 'offer_missing'], ['halo', 'offer_none'], ['https://a.example/', 'offer_none'], ['mailto:a@b.c?credential_offer={}', 'offer_none'],
    [`javascript:alert(1)//?credential_offer=${encodeURIComponent(text)}`, 'offer_none'],
    ['openid-credential-offer://?credential_offer=%7B', 'offer_unreadable'], ['{', 'offer_unreadable'], ['x'.repeat(20_001), 'offer_unreadable'],
    ['openid-credential-offer://?credential_offer_uri=javascript:alert(1)', 'offer_unreadable'],
    ['openid-credential-offer://?credential_offer_uri=https://u:p@a.example/', 'offer_unreadable'],
    [`https://a.example/#credential_offer=${encodeURIComponent(text)}&credential_offer_uri=https://a.example/`, 'offer_unreadable'],
    [`https://a.example/#credential_offer=${encodeURIComponent(text)}&credential_offer=${encodeURIComponent(text)}`, 'offer_unreadable'],
  ])('refuses %j', (from, code) => expect(codeOf(() => findOffer(from))).toBe(code));
});

describe('readOffer', () => {
  it.each([
    [null, 'offer_unreadable'], [[], 'offer_unreadable'], ['{}', 'offer_unreadable'],
    [offer({ credential_issuer: 'data:text/html,x' }), 'offer_unreadable'], [offer({ credential_issuer: 7 }), 'offer_unreadable'],
    [offer({ credential_issuer: 'https://a.example/#x' }), 'offer_unreadable'],
    [offer({ credential_configuration_ids: [] }), 'offer_unreadable'], [offer({ credential_configuration_ids: [{}] }), 'offer_unreadable'],
    [offer({ grants: {} }), 'offer_other_way'], [offer({ grants: { authorization_code: {} } }), 'offer_other_way'],
    [offer({}, { 'pre-authorized_code': '' }), 'offer_unreadable'], [offer({}, { 'pre-authorized_code': 'x'.repeat(8_001) }), 'offer_unreadable'],
    [offer({}, { tx_code: 'yes' }), 'offer_unreadable'], [offer({}, { tx_code: { length: 1e9 } }), 'offer_unreadable'], [offer({}, { tx_code: { length: -1 } }), 'offer_unreadable'],
  ])('refuses %j', (v, code) => expect(codeOf(() => readOffer(v))).toBe(code));

  it('takes no code, any code, and a text code', () => {
    expect(readOffer(offer({}, { tx_code: undefined })).txCode).toBeNull();
    expect(readOffer(offer({}, { tx_code: {} })).txCode).toEqual({ numeric: true, length: 0 });
    expect(readOffer(offer({}, { tx_code: { input_mode: 'text', length: 10 } })).txCode).toEqual({ numeric: false, length: 10 });
  });
});

it('leaves fragments that hold no offer alone', () => {
  const here = 'https://a.example/wallet/';
  expect(offerInAddress(here)).toBeUndefined();
  expect(offerInAddress(`${here}#main`)).toBeUndefined();
  expect(offerInAddress(`${here}#${'x'.repeat(20_001)}credential_offer`)).toBeUndefined();
  expect(offerInAddress(`${here}#credential_offer=${encodeURIComponent(text)}`)).toEqual({ offer: read });
});

it('reads the short form of our own offers, in a link to our own wallet only', () => {
  expect(offerInAddress('https://a.example/wallet/#voucher=c0de')).toEqual({ offer: read });
  expect(findOffer('https://a.example/wallet/#voucher=c0de')).toEqual({ offer: read });
  expect(findOffer('https://a.example/tenant/wallet/#voucher=c0de')).toEqual({ offer: { ...read, issuer: 'https://a.example/tenant' } });
  expect(codeOf(() => findOffer('https://a.example/elsewhere#voucher=c0de'))).toBe('offer_unreadable');
  expect(codeOf(() => findOffer('https://a.example/wallet/#voucher='))).toBe('offer_unreadable');
});

it('speaks to its own issuer only, and names the other', () => {
  expect(codeOf(() => ownOnly('https://a.example/tenant', 'https://a.example'))).toBe('taken');
  for (const other of ['https://a.example.evil.test', 'http://a.example', 'https://a.example:8443', 'https://a.example@evil.test/']) {
    expect(codeOf(() => ownOnly(other, 'https://a.example'))).toBe('other_issuer');
  }
});
