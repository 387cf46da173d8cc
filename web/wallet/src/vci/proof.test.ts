import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { makeProof, newKey, publicJwk, thumbprint } from './proof';

it('makes a proof that a library by others verifies', async () => {
  const key = await newKey();
  const proof = await makeProof(key, 'https://a.example', 'n-1', 1_795_500_000.7);
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { currentDate: new Date(1_795_500_000_000), audience: 'https://a.example' });
  expect(payload).toEqual({ aud: 'https://a.example', iat: 1_795_500_000, nonce: 'n-1' });
  expect(protectedHeader).toEqual({ typ: 'openid4vci-proof+jwt', alg: 'ES256', jwk: await publicJwk(key) });
});

it('keeps the private key inside and its thumbprint right', async () => {
  const key = await newKey();
  await expect(crypto.subtle.exportKey('jwk', key.privateKey)).rejects.toThrow();
  expect(await thumbprint(await publicJwk(key))).toBe(await calculateJwkThumbprint(await publicJwk(key)));
});
