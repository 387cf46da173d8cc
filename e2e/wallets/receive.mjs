// Receives a credential as a stock wallet and prints what came of it as one JSON object.
import { readArguments } from './args.mjs'
import { Tries } from './negative.mjs'
import { check } from './trust.mjs'
import { Wallet } from './wallet.mjs'

async function receive({ offer, txCode, anchor, alg, negative }) {
  const wallet = await Wallet.create(alg)
  const tries = new Tries(wallet)
  await wallet.resolve(offer)
  if (negative) await tries.beforeToken(txCode)
  const token = await wallet.token(txCode)
  if (negative) await tries.beforeCredential(txCode)
  const proof = await wallet.proof(await wallet.nonce())
  const { credentials, notification_id: notificationId } = await wallet.credential(proof)
  const checked = await check(credentials[0].credential, anchor, wallet.jwk)
  if (negative) await tries.afterCredential(proof, notificationId)
  await wallet.notify(notificationId)
  const notified = wallet.last.status
  if (negative) await tries.afterAcceptance()
  return {
    issuer: wallet.offer.credential_issuer,
    draft: wallet.metadata.originalDraftVersion,
    configuration: wallet.configuration,
    token_type: token.token_type,
    in_the_clear: checked.inTheClear,
    status_checked: checked.statusChecked,
    claims: checked.claims,
    notified,
    ...(negative ? { refused: tries.results } : {}),
  }
}

try {
  console.log(JSON.stringify(await receive(readArguments())))
} catch (error) {
  console.error(error?.message ?? error)
  if (error?.cause) console.error(error.cause)
  process.exitCode = 1
}
