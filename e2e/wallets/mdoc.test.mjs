// The mdoc package against libraries that others wrote: ours is accepted by theirs, theirs by
// ours, and what was tampered with by neither.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { X509Certificate } from 'node:crypto'
import auth0 from '@auth0/mdl'
import { DateOnly, DeviceAuthentication, DeviceKey, DeviceRequest, DeviceResponse, Holder, Issuer, IssuerSigned, SessionTranscript, SignatureAlgorithm, Verifier } from '@owf/mdoc'
import { context, keyOf } from './owf.mjs'

const root = new URL('../..', import.meta.url).pathname
const docType = 'id.jemput.identity.1'
const pid = 'eu.europa.ec.eudi.pid.1'
let folder, peer, ours, transcript

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mdocpeer-'))
  peer = join(folder, 'mdocpeer')
  execFileSync('go', ['build', '-o', peer, './e2e/wallets/mdocpeer'], { cwd: root })
  ours = JSON.parse(execFileSync(peer, ['make']))
  transcript = await SessionTranscript.forOid4Vp(ours.session, context)
})
after(() => rmSync(folder, { recursive: true, force: true }))

const decode = (text) => new Uint8Array(Buffer.from(text, 'base64url'))
const encode = (b) => Buffer.from(b).toString('base64url')
const anotherSession = () => SessionTranscript.forOid4Vp({ ...ours.session, nonce: 'another' }, context)
const check = (what) =>
  JSON.parse(execFileSync(peer, ['check'], { input: JSON.stringify({ session: ours.session, anchor: ours.anchor, readerKey: ours.readerKey, ...what }) }))
/** tampered is b with another byte inside the first place where text stands. */
function tampered(b, text) {
  const copy = Buffer.from(b)
  const at = copy.indexOf(text)
  assert.notEqual(at, -1, `${text} is not there`)
  copy[at] ^= 1
  return new Uint8Array(copy)
}
/** strict fails at the first check that a library says has failed. */
const strict = ({ status, check: what, reason }) => {
  if (status === 'FAILED') throw new Error(`${what}: ${reason}`)
}

test('the session transcript is the same', () => {
  assert.equal(encode(transcript.encode()), ours.transcript)
})

test('@owf/mdoc takes our credential', async () => {
  const verify = (raw) =>
    Holder.verifyIssuerSigned({ issuerSigned: IssuerSigned.decode(raw), trustedCertificates: [decode(ours.anchor)], verificationCallback: strict }, context)
  await verify(decode(ours.issuerSigned))
  const claims = IssuerSigned.decode(decode(ours.issuerSigned)).getPrettyClaims(pid)
  assert.equal(claims.family_name, 'Siti Aminah')
  assert.equal(claims.age_over_17, true)
  assert.equal(claims.portrait.length, 800)
  for (const part of ['Siti', 'digestAlgorithm', 'validUntil', 'status_list']) {
    await assert.rejects(verify(tampered(decode(ours.issuerSigned), part)), `${part} tampered`)
  }
})

test('@owf/mdoc verifies our response with signature', async () => {
  const verify = (raw, sessionTranscript = transcript) =>
    Verifier.verifyDeviceResponse({ deviceResponse: raw, sessionTranscript, trustedCertificates: [decode(ours.anchor)], onCheck: strict }, context)
  const raw = decode(ours.signature)
  await verify(raw)
  const [document] = DeviceResponse.decode(raw).documents
  assert.deepEqual(Object.keys(document.issuerSigned.getPrettyClaims(pid)).sort(), ['age_over_17', 'birth_date', 'family_name', 'nationality'])
  await assert.rejects(verify(raw, await anotherSession()), 'another session')
  await assert.rejects(verify(tampered(raw, 'Siti')), 'an element tampered')
})

// The whole verification of version 0.6.0 fails any MAC: it compares the algorithm's name with its number.
test('@owf/mdoc verifies our MAC', async () => {
  const [document] = DeviceResponse.decode(decode(ours.mac)).documents
  const { deviceMac } = document.deviceSigned.deviceAuth
  const verify = (sessionTranscript) => {
    const { deviceNamespaces } = document.deviceSigned
    deviceMac.detachedPayload = DeviceAuthentication.create({ sessionTranscript, docType, deviceNamespaces }).encode({ asDataItem: true })
    const { deviceKey } = document.issuerSigned.issuerAuth.mobileSecurityObject.deviceKeyInfo
    return deviceMac.verify({ publicKey: deviceKey, privateKey: keyOf(ours.readerKey), sessionTranscript }, context)
  }
  assert.equal(await verify(transcript), true)
  assert.equal(await verify(await anotherSession()), false)
})

for (const proof of ['signature', 'mac']) {
  test(`@auth0/mdl verifies our response with ${proof}`, async () => {
    const verifier = new auth0.Verifier([new X509Certificate(decode(ours.anchor)).toString()])
    const verify = (raw, encodedSessionTranscript) => verifier.verify(Buffer.from(raw), { encodedSessionTranscript, ephemeralReaderKey: coseKey(ours.readerKey), onCheck: strict })
    const raw = decode(ours[proof])
    const { documents } = await verify(raw, transcript.encode({ asDataItem: true }))
    assert.equal(documents[0].getIssuerNameSpace(pid).family_name, 'Siti Aminah')
    await assert.rejects(verify(raw, (await anotherSession()).encode({ asDataItem: true })), 'another session')
    await assert.rejects(verify(tampered(raw, 'Siti'), transcript.encode({ asDataItem: true })), 'an element tampered')
  })
}

const publicPart = ({ d, ...rest }) => rest
const coseKey = (jwk) => keyOf(jwk).encode()

test('@owf/mdoc accepts our signed request', async () => {
  const verify = (raw, sessionTranscript = transcript) => Holder.verifyDeviceRequest({ deviceRequest: DeviceRequest.decode(raw), sessionTranscript, verificationCallback: strict }, context)
  await verify(decode(ours.request))
  await assert.rejects(verify(tampered(decode(ours.request), 'birth_date')))
})

const now = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000)
const validityInfo = { signed: now, validFrom: now, validUntil: new Date(now.getTime() + 86_400_000) }
const claims = { family_name: 'Budi', age_over_17: true, birth_date: new DateOnly('1985-07-01'), nationality: ['ID'], email: 'b@example.id' }

/** issued is a credential of @owf/mdoc. */
const issued = (digestAlgorithm) =>
  new Issuer(docType, context).addIssuerNamespace(pid, claims).sign({
    signingKey: keyOf(ours.issuerKey),
    algorithm: SignatureAlgorithm.ES256,
    digestAlgorithm,
    validityInfo,
    deviceKeyInfo: { deviceKey: DeviceKey.fromJwk(publicPart(ours.deviceKey)) },
    certificates: [decode(ours.issuerCert)],
  })

for (const digestAlgorithm of ['SHA-256', 'SHA-384', 'SHA-512']) {
  test(`ours takes what @owf/mdoc issues with ${digestAlgorithm}`, async () => {
    const raw = (await issued(digestAlgorithm)).encode()
    assert.deepEqual(check({ issuerSigned: encode(raw) }), { docType, signed: false, elements: claimsAsRead(claims) })
    assert.match(check({ issuerSigned: encode(tampered(raw, 'Budi')) }).refused, /not the one that was signed/)
    assert.match(check({ issuerSigned: encode(tampered(raw, 'validUntil')) }).refused, /malformed/)
  })
}

test('ours takes what @owf/mdoc presents', async () => {
  const issuerSigned = await issued('SHA-256')
  const present = async (how) =>
    (await Holder.createDeviceResponseForDeviceRequest(
      { deviceRequest: DeviceRequest.decode(decode(ours.request)), sessionTranscript: transcript, issuerSigned: [issuerSigned], ...how },
      context,
    )).encode()
  const { email, nationality, ...asked } = claims
  // The library takes the algorithm of the proof from the key.
  const proofs = {
    signature: { signature: { signingKey: keyOf({ ...ours.deviceKey, alg: 'ES256' }) } },
    mac: { mac: { signingKey: keyOf({ ...ours.deviceKey, alg: 'HS256' }), ephemeralKey: keyOf(publicPart(ours.readerKey)) } },
  }
  for (const [proof, how] of Object.entries(proofs)) {
    const raw = await present(how)
    assert.deepEqual(check({ response: encode(raw) }), { docType, signed: proof === 'signature', elements: claimsAsRead(asked) })
    assert.match(check({ response: encode(tampered(raw, 'Budi')) }).refused, /not the one that was signed/)
    assert.match(check({ response: encode(raw), session: { ...ours.session, nonce: 'another' } }).refused, /device authentication/)
  }
})

test('ours takes what @auth0/mdl issues and presents', async () => {
  const { birth_date, ...plain } = claims
  const document = await new auth0.Document(docType)
    .addIssuerNameSpace(pid, plain)
    .useDigestAlgorithm('SHA-256')
    .addValidityInfo(validityInfo)
    .addDeviceKeyInfo({ deviceKey: publicPart(ours.deviceKey) })
    .sign({ issuerPrivateKey: { ...ours.issuerKey, kid: 'k1' }, issuerCertificate: new X509Certificate(decode(ours.issuerCert)).toString(), alg: 'ES256' })
  const fields = ['family_name', 'age_over_17'].map((name) => ({ path: [`$['${pid}']['${name}']`], intent_to_retain: false }))
  const builder = () =>
    auth0.DeviceResponse.from(new auth0.MDoc([document]))
      .usingPresentationDefinition({ id: 'one', input_descriptors: [{ id: docType, format: { mso_mdoc: { alg: ['ES256'] } }, constraints: { limit_disclosure: 'required', fields } }] })
      .usingSessionTranscriptBytes(Buffer.from(transcript.encode({ asDataItem: true })))
  const proofs = {
    signature: builder().authenticateWithSignature(ours.deviceKey, 'ES256'),
    mac: builder().authenticateWithMAC(ours.deviceKey, coseKey(publicPart(ours.readerKey)), 'HS256'),
  }
  for (const [proof, response] of Object.entries(proofs)) {
    const raw = (await response.sign()).encode()
    assert.deepEqual(check({ response: encode(raw) }), { docType, signed: proof === 'signature', elements: { family_name: 'Budi', age_over_17: true } })
    assert.match(check({ response: encode(tampered(raw, 'Budi')) }).refused, /not the one that was signed/)
    assert.match(check({ response: encode(raw), session: { ...ours.session, nonce: 'another' } }).refused, /device authentication/)
  }
})

/** claimsAsRead is what JSON makes of claims. */
const claimsAsRead = (all) => JSON.parse(JSON.stringify(all))
