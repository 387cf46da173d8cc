// What must be refused. Each try says what it is, and what the issuer answered.
import { randomBytes } from 'node:crypto'
import { Wallet } from './wallet.mjs'

export class Tries {
  results = []

  constructor(wallet) {
    this.wallet = wallet
  }

  /** refused runs what must fail. That it did not is an error of this test, not a result. */
  async refused(name, attempt, wallet = this.wallet) {
    wallet.last = undefined
    try {
      await attempt()
    } catch (error) {
      if (wallet.last === undefined) throw error // nothing was sent
      const { status, body, headers } = wallet.last
      this.results.push({ name, status, error: body?.error, challenge: headers.get('www-authenticate') ?? undefined })
      return
    }
    throw new Error(`${name}: was not refused`)
  }

  async beforeToken(txCode) {
    const wrong = String((Number(txCode) + 1) % 10 ** txCode.length).padStart(txCode.length, '0')
    await this.refused('no tx code', () => this.wallet.token(undefined, withoutTxCode(this.wallet.offer)))
    await this.refused('wrong tx code', () => this.wallet.token(wrong))
  }

  async beforeCredential(txCode) {
    const { wallet } = this
    await this.refused('reused offer', () => wallet.token(txCode))
    await this.refused('no such token', async () => wallet.credential(await wallet.proof(await wallet.nonce()), 'no-such-token'))
    await this.refused('wrong nonce', async () => wallet.credential(await wallet.proof(randomBytes(16).toString('hex'))))
    await this.refused('no nonce', async () => wallet.credential(await wallet.proof(undefined)))
    await this.refused('tampered proof', async () => wallet.credential(tamper(await wallet.proof(await wallet.nonce()))))
  }

  async afterCredential(spentProof, notificationId) {
    const { wallet } = this
    await this.refused('reused nonce', () => wallet.credential(spentProof))
    const other = await Wallet.create(wallet.alg)
    Object.assign(other, { offer: wallet.offer, metadata: wallet.metadata, configuration: wallet.configuration, accessToken: wallet.accessToken })
    await this.refused('another key', async () => other.credential(await other.proof(await other.nonce())), other)
    await this.refused('unknown notification id', () => wallet.notify(`${notificationId}x`))
  }

  async afterAcceptance() {
    const { wallet } = this
    await this.refused('second credential', async () => wallet.credential(await wallet.proof(await wallet.nonce())))
  }
}

/** tamper changes one character in the middle of the signature. */
function tamper(jwt) {
  const at = jwt.length - 40
  return jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1)
}

/** withoutTxCode is an offer that asks for no code: the client does not send a request without one otherwise. */
function withoutTxCode(offer) {
  const grants = Object.fromEntries(Object.entries(offer.grants).map(([type, { tx_code: _, ...grant }]) => [type, grant]))
  return { ...offer, grants }
}
