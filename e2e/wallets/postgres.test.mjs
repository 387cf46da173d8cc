// A real city's way, on PostgreSQL: prepare, import a dirty file, set a target, serve, offer, and a stock wallet receives.
// Two servers share the database: what one offers, the other issues.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { program } from '../lib/demo.mjs'

const run = promisify(execFile)
const server = process.env.JEMPUT_TEST_POSTGRES
const receiver = new URL('./receive.mjs', import.meta.url).pathname
const file = `NIK;NO_KK;NAMA_LGKP;JENIS_KLMIN;TEMPAT_LAHIR;TANGGAL_LAHIR;NO_KECAMATAN;NO_KELURAHAN;ALAMAT;NO_RT;NO_RW;EKTP_STATUS;STAT_KWN
'1673014101900001;1673010101200001;SITI AMINAH;P;LUBUKLINGGAU;01-01-1990;01;1001;JL MAWAR 1;1;2;8;2
1673 0102 0285 0001;1673010101200001;BUDI SANTOSO;L;LUBUKLINGGAU;2/2/1985;01;1001;JL MAWAR 1;1;2;5;2
1.67301E+15;1673010101200001;TANPA ANGKA;L;LUBUKLINGGAU;2/2/1985;01;1001;JL MAWAR 1;1;2;5;2
`
let folder, at, ask
const servers = []

async function serve() {
  const child = spawn(program, ['serve', ...at, '--addr', '127.0.0.1:0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
  servers.push(child)
  const line = await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  return JSON.parse(line).url
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jemput-pg-'))
  at = ['--data', server, '--keys', join(folder, 'keys')]
  ask = async (...args) => JSON.parse((await run(program, [...args, ...at, '--json'])).stdout)
})
after(async () => {
  for (const child of servers) child.kill()
  await rm(folder, { recursive: true, force: true })
})

test('a city on PostgreSQL', { skip: !server && !process.env.CI && 'scripts/wallets.sh starts a PostgreSQL' }, async () => {
  const csv = join(folder, 'siak.csv')
  await writeFile(csv, file)
  await ask('migrate', '--city', '16.73')
  const imported = await ask('import', 'residents', csv, '--city', '16.73')
  assert.deepEqual([imported.rows, imported.accepted, imported.rejected, imported.changed], [3, 2, 1, 2])
  await ask('target', '--percent', '50')
  await serve()
  const url = await serve() // the one whose address was told last makes the offers
  const offer = await ask('offer', '--nik', '1673014101900001')
  const { stdout } = await run('node', [receiver, '--offer', offer.credential_offer_uri, '--tx-code', offer.tx_code, '--anchor', join(folder, 'keys', 'trust-anchor.pem'), '--negative'])
  const got = JSON.parse(stdout)
  assert.equal(got.issuer, url)
  assert.equal(got.claims.name, 'SITI AMINAH')
  assert.equal(got.claims.specimen, undefined, 'a real city issues no specimens')
  const { base, target, realised, percent_of_base: share } = await ask('target')
  assert.deepEqual({ base, target, realised, share }, { base: 2, target: 1, realised: 1, share: 50 })
  assert.deepEqual(await ask('fsck'), { sound: true, findings: [] })
})
