// The program is killed (kill -9) at random moments of an activation, started again, checked, and asked once more.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startDemo } from '../lib/demo.mjs'
import { Wallet } from './wallet.mjs'

const rounds = Number(process.env.KILLS ?? 12)
let demo

before(async () => {
  demo = await startDemo()
})
after(() => demo?.stop())

/** One activation, step by step; gives which step was the last to be answered. */
async function activate(wallet, offer) {
  let step = 'nothing'
  try {
    await wallet.resolve(offer.credential_offer_uri)
    step = 'metadata'
    await wallet.token(offer.tx_code)
    step = 'token'
    const nonce = await wallet.nonce()
    step = 'nonce'
    const { notification_id: id } = await wallet.credential(await wallet.proof(nonce))
    step = 'credential'
    await wallet.notify(id)
    step = 'accepted'
  } catch {
    // the program is dead, or refuses what was done before it died
  }
  return step
}

test(`killed ${rounds} times, nothing is issued twice and no count is wrong`, { timeout: 600_000 }, async (t) => {
  const reached = {}
  for (let round = 0; round < rounds; round++) {
    const nik = demo.samples.eligible_nik
    assert.ok(nik, 'nobody is left to activate')
    const before = await demo.ask('target')
    const wallet = await Wallet.create('ES256')
    const offer = await demo.ask('offer', '--nik', nik)
    const going = activate(wallet, offer)
    await wait(Math.random() * 60)
    await demo.kill()
    const step = await going
    reached[step] = (reached[step] ?? 0) + 1
    demo = await startDemo({ data: demo.folder })
    const { sound, findings } = await demo.ask('fsck')
    assert.deepEqual([sound, findings], [true, []], `after ${step}`)
    const gained = (await demo.ask('target')).realised - before.realised
    assert.ok(gained === 0 || gained === 1, `the count moved by ${gained}`)
    if (step === 'accepted') assert.equal(gained, 1, 'an acknowledged activation was lost')
    if (gained === 0) await finish(nik, before.realised)
  }
  t.diagnostic(`last answered step: ${JSON.stringify(reached)}`)
})

/** Whoever was interrupted gets a new offer and becomes active, once. */
async function finish(nik, realised) {
  const offer = await demo.ask('offer', '--nik', nik)
  assert.equal(await activate(await Wallet.create('ES256'), offer), 'accepted')
  assert.equal((await demo.ask('target')).realised, realised + 1)
  assert.equal((await demo.ask('fsck')).sound, true)
}
