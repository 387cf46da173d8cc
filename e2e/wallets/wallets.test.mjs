// The built program against wallet software that others wrote.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { startDemo } from '../lib/demo.mjs'

const run = promisify(execFile)
const receiver = new URL('./receive.mjs', import.meta.url).pathname
let demo

before(async () => {
  demo = await startDemo()
})
after(() => demo?.stop())

const offer = (nik) => demo.ask('offer', '--nik', nik)
const receive = async (o, ...more) =>
  JSON.parse((await run('node', [receiver, '--offer', o.credential_offer_uri, '--tx-code', o.tx_code, '--anchor', demo.trust_anchor, ...more])).stdout)

test('a stock wallet receives a credential, and the city counts one more', async () => {
  const before = await demo.ask('target')
  const got = await receive(await offer(demo.samples.eligible_nik), '--negative')
  assert.equal(got.claims.vct, 'urn:jemput:identity:1')
  assert.equal(got.claims.personal_administrative_number, demo.samples.eligible_nik)
  assert.equal(got.claims.specimen, true)
  assert.equal(got.status_checked, true)
  assert.equal(got.notified, 204)
  const refused = Object.fromEntries(got.refused.map((r) => [r.name, r.error]))
  assert.deepEqual(refused, {
    'no tx code': 'invalid_request',
    'wrong tx code': 'invalid_grant',
    'reused offer': 'invalid_grant',
    'no such token': 'invalid_token',
    'wrong nonce': 'invalid_nonce',
    'no nonce': 'invalid_proof',
    'tampered proof': 'invalid_proof',
    'reused nonce': 'invalid_nonce',
    'another key': 'credential_request_denied',
    'unknown notification id': 'invalid_notification_id',
    'second credential': 'credential_request_denied',
  })
  const after = await demo.ask('target')
  assert.equal(after.realised, before.realised + 1)
  assert.equal((await demo.ask('fsck')).sound, true)
})

test('somebody of another city is served, and not counted here', async () => {
  const before = await demo.ask('target')
  const got = await receive(await offer(demo.samples.outsider_nik), '--alg', 'EdDSA')
  assert.equal(got.notified, 204)
  assert.equal((await demo.ask('target')).realised, before.realised)
})

test('who may not be activated gets no offer, and a reason', async () => {
  for (const [nik, code] of [[demo.samples.not_recorded_nik, 'record_first'], [demo.samples.active_nik, 'already_active'], ['1673000000000001', 'resident_not_found']]) {
    await assert.rejects(offer(nik), (err) => err.code === 1 && err.stderr.includes(`(${code})`) && !err.stderr.includes(nik), `${code} expected`)
  }
})
