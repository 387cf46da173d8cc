// What the command line says.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

export const usage = `usage: node receive.mjs --offer URI --tx-code CODE --anchor FILE [--alg ES256|EdDSA] [--negative]

Receives a credential as a wallet does that others wrote, checks it up to the trust anchor in FILE (PEM),
and prints what it says as JSON. --negative tries on the way what must be refused, and prints each error.`

export function readArguments() {
  const { values } = parseArgs({
    options: {
      offer: { type: 'string' },
      'tx-code': { type: 'string' },
      anchor: { type: 'string' },
      alg: { type: 'string', default: 'ES256' },
      negative: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  if (!values.offer || !values['tx-code'] || !values.anchor) throw new Error(usage)
  return {
    offer: values.offer,
    txCode: values['tx-code'],
    anchor: readFileSync(values.anchor, 'utf8'),
    alg: values.alg,
    negative: values.negative,
  }
}
