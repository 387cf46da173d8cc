// Checks an SD-JWT VC with @sd-jwt/sd-jwt-vc: signature by the first certificate of x5c, certificates
// up to the trust anchor, times, and the status list, which the same anchor must vouch for.
import { createHash, X509Certificate } from 'node:crypto'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import * as jose from 'jose'

const hasher = (data, alg) => new Uint8Array(createHash(alg.replace('-', '')).update(typeof data === 'string' ? data : Buffer.from(data)).digest())

/** leafOf checks x5c, whose last certificate the anchor must have signed, and gives the first. */
export function leafOf(header, anchorPem) {
  const anchor = new X509Certificate(anchorPem)
  const chain = (header.x5c ?? []).map((text) => new X509Certificate(Buffer.from(text, 'base64')))
  if (chain.length === 0) throw new Error('the header holds no x5c')
  if (chain.some((cert) => cert.fingerprint256 === anchor.fingerprint256)) throw new Error('x5c holds the trust anchor')
  const now = Date.now()
  chain.forEach((cert, n) => {
    const issuer = chain[n + 1] ?? anchor
    if (!cert.checkIssued(issuer) || !cert.verify(issuer.publicKey)) throw new Error(`certificate ${n} is not signed by the next`)
    if (now < Date.parse(cert.validFrom) || now > Date.parse(cert.validTo)) throw new Error(`certificate ${n} is not valid now`)
    if (cert.checkIssued(cert)) throw new Error(`certificate ${n} is self-signed`)
  })
  if (!anchor.ca) throw new Error('the trust anchor is no certification authority')
  return chain[0]
}

const verifierFor = (token, anchorPem) => async (data, signature) => {
  const header = jose.decodeProtectedHeader(token)
  const key = leafOf(header, anchorPem).publicKey
  await jose.compactVerify(`${data}.${signature}`, key, { algorithms: ['ES256'] })
  return true
}

/** check verifies a credential bound to a wallet's key and gives what it says. */
export async function check(credential, anchorPem, walletKey) {
  const jws = credential.split('~')[0]
  let status
  const instance = new SDJwtVcInstance({
    hasher,
    hashAlg: 'sha-256',
    verifier: verifierFor(jws, anchorPem),
    statusListFetcher: async (uri) => {
      const response = await fetch(uri, { headers: { Accept: 'application/statuslist+jwt' } })
      if (!response.ok || response.headers.get('content-type') !== 'application/statuslist+jwt') throw new Error(`status list: ${response.status}`)
      return (status = await response.text())
    },
    statusVerifier: (data, signature) => verifierFor(status, anchorPem)(data, signature),
  })
  const { payload } = await instance.verify(credential)
  const { header } = await instance.decode(credential).then((decoded) => decoded.jwt)
  if (header.typ !== 'dc+sd-jwt') throw new Error(`typ is ${header.typ}`)
  const bound = await jose.calculateJwkThumbprint(payload.cnf.jwk)
  if (bound !== (await jose.calculateJwkThumbprint(walletKey))) throw new Error('the credential is bound to another key')
  return { claims: payload, statusChecked: status !== undefined, inTheClear: Object.keys(jose.decodeJwt(jws)).sort() }
}
