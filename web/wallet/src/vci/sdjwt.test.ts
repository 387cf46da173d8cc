import { describe, expect, it } from 'vitest';
import { disclose, identity, token } from './issue.testing';
import { newKey, publicJwk, type PublicJwk } from './proof';
import { checkCredential, readSdJwt } from './sdjwt';
import { toBase64url, utf8, type Json } from './encode';

const refused = (p: Promise<unknown>) => p.then(() => 'taken', (e: { code?: string }) => e.code ?? String(e));

describe('readSdJwt', () => {
  it('puts disclosures in their places, nested and in lists', async () => {
    const [element, name] = [await disclose('ID'), await disclose('name', 'Siti')];
    const inner = await disclose('locality', 'Lubuklinggau');
    const address = await disclose('address', { _sd: [inner.hash], country: 'ID' });
    const jwt = await token(
      { iss: 'a', nationalities: ['SG', { '...': element.hash }, { '...': 'decoyInAList' }], _sd: [name.hash, 'decoy', address.hash] },
      [inner.text, address.text, element.text, name.text],
    );
    expect(JSON.parse(JSON.stringify(await readSdJwt(jwt)))).toEqual({ iss: 'a', name: 'Siti', nationalities: ['SG', 'ID'], address: { country: 'ID', locality: 'Lubuklinggau' } });
  });

  it('refuses a disclosure that was changed, added, doubled or placed twice', async () => {
    const d = await disclose('name', 'Siti');
    const other = await disclose('name', 'Budi');
    const payload = { _sd: [d.hash] };
    expect(await refused(token(payload, [d.text]).then(readSdJwt))).toBe('taken');
    expect(await refused(token(payload, [other.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token(payload, [d.text, other.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token(payload, [d.text, d.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({ _sd: [d.hash], again: { _sd: [d.hash] } }, [d.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({ _sd: [d.hash, d.hash] }, [d.text]).then(readSdJwt))).toBe('credential_broken');
  });

  it('refuses a disclosure that overwrites a claim, or one in the wrong kind of place', async () => {
    const [d, e] = [await disclose('iss', 'evil'), await disclose('only a value')];
    expect(await refused(token({ iss: 'good', _sd: [d.hash] }, [d.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({ _sd: [e.hash] }, [e.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({ list: [{ '...': d.hash }] }, [d.text]).then(readSdJwt))).toBe('credential_broken');
  });

  it('takes __proto__ for a name like any other', async () => {
    const d = await disclose('__proto__', { admin: true });
    const claims = await readSdJwt(await token({ _sd: [d.hash] }, [d.text]));
    expect(claims.admin).toBeUndefined();
    expect(({} as Json).admin).toBeUndefined();
  });

  it.each(['', 'a', 'a.b.c~', '~~~', 'a.b~', `${'x'.repeat(400_001)}`, 'e30.e30.~', `${toBase64url(utf8('{"alg":"none","typ":"dc+sd-jwt"}'))}.e30.~`])('refuses what is none (%#)', async (text) => {
    expect(await refused(readSdJwt(text))).toBe('credential_broken');
  });

  it('refuses reserved names, other hashes, other types, a missing end, and nesting without end', async () => {
    const reserved = await disclose('_sd', []);
    expect(await refused(token({ _sd: [reserved.hash] }, [reserved.text]).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({ _sd_alg: 'md5' }).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({}, [], { alg: 'ES256', typ: 'JWT' }).then(readSdJwt))).toBe('credential_broken');
    expect(await refused(token({}).then((t) => readSdJwt(`${t}eyJ`)))).toBe('credential_broken');
    let deep: unknown = 1;
    for (let i = 0; i < 50; i++) deep = { deep };
    expect(await refused(token({ deep }).then(readSdJwt))).toBe('credential_broken');
  });
});

describe('checkCredential', () => {
  const now = 1_795_500_000;
  const made = async (change: Json = {}, key?: PublicJwk) => {
    const jwk = key ?? (await publicJwk(await newKey()));
    const text = await identity({ iss: 'https://a.example', vct: 'urn:x', nbf: now - 10, exp: now + 1000, cnf: { jwk }, ...change }, { name: 'Siti' }, { locality: 'Lubuklinggau' });
    return { text, wanted: { issuer: 'https://a.example', vct: 'urn:x', key: jwk, now } };
  };

  it('takes what was asked for', async () => {
    const { text, wanted } = await made();
    expect((await checkCredential(text, wanted)).name).toBe('Siti');
  });

  it('refuses another issuer, type, key or time', async () => {
    const own = await publicJwk(await newKey());
    for (const [change, code] of [
      [{ iss: 'https://b.example' }, 'credential_broken'], [{ vct: 'urn:y' }, 'credential_broken'], [{ cnf: {} }, 'credential_broken'],
      [{ cnf: { jwk: { kty: 'EC' } } }, 'credential_broken'], [{ exp: now - 3600 }, 'credential_over'], [{ nbf: now + 3600 }, 'clock_wrong'],
    ] as const) {
      const { text, wanted } = await made(change, own);
      expect(await refused(checkCredential(text, wanted))).toBe(code);
    }
    const { text, wanted } = await made();
    expect(await refused(checkCredential(text, { ...wanted, key: own }))).toBe('credential_broken');
  });
});
