// The program is killed (kill -9) at random moments of an activation, started again, checked, and asked once more.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startDemo } from '../lib/demo.mjs'
import { Wallet } from './wallet.mjs'

const rounds = Number(process.env.KILLS ?? 18)
let demo

before(async () => {
  demo = await startDemo()
})
after(() => demo?.stop())

const steps = ['nothing', 'metadata', 'token', 'nonce', 'credential', 'accepted']

/** One activation, step by step; gives which step was the last to be answered, and tells reached of each. */
async function activate(wallet, offer, reached = () => {}) {
  let step = 'nothing'
  const done = (name) => reached((step = name))
  try {
    done('nothing')
    await wallet.resolve(offer.credential_offer_uri)
    done('metadata')
    await wallet.token(offer.tx_code)
    done('token')
    const nonce = await wallet.nonce()
    done('nonce')
    const { notification_id: id } = await wallet.credential(await wallet.proof(nonce))
    done('credential')
    await wallet.notify(id)
    done('accepted')
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
    const fatal = steps[round % steps.length]
    let dead
    const step = await activate(wallet, offer, (name) => {
      if (name === fatal) dead = wait(Math.random() * 15).then(() => demo.kill())
    })
    await dead
    reached[step] = (reached[step] ?? 0) + 1
    demo = await startDemo({ data: demo.folder })
    const { sound, findings } = await demo.ask('fsck')
    assert.deepEqual([sound, findings], [true, []], `after ${step}`)
    const gained = (await demo.ask('target')).realised - before.realised
    assert.ok(gained === 0 || gained === 1, `the count moved by ${gained}`)
    if (step === 'accepted') assert.equal(gained, 1, 'an acknowledged activation was lost')
    if (gained === 1) continue
    await finish(nik, before.realised)
    await demo.kill() // a start names somebody who is not active yet
    demo = await startDemo({ data: demo.folder })
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
