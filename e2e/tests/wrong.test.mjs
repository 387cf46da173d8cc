// What goes wrong on a real day, and that it costs nothing: every count is exact after each.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Board } from '../lib/board.mjs'
import { desktop, phone, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { expect } from '../lib/expect.mjs'
import { accept, enterCode, find, handOver, makePin, receive, startServing, waiting } from '../lib/people.mjs'
import { readQr } from '../lib/qr.mjs'

let demo, browser, board, officer, people

before(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  board = await Board.open(await browser.newContext(desktop), demo.url)
  officer = await (await browser.newContext(phone)).newPage()
  await startServing(officer, demo.url)
  people = await waiting(officer, demo.url, 7)
  assert.equal(people.length, 7)
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

const newPhone = async () => (await browser.newContext(phone)).newPage()

/** Serves the next one up to the QR. */
async function offer() {
  const person = people.shift()
  await find(officer, person.nik)
  return { person, ...(await handOver(officer)) }
}

/** What the board counts from here on: differences to the counts before. */
async function counting() {
  const before = await board.results()
  return async (want, what) =>
    expect(async () => {
      const now = await board.results()
      const changed = Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(now)])].map((k) => [k, (now[k] ?? 0) - (before[k] ?? 0)]).filter(([, n]) => n !== 0))
      assert.deepEqual(changed, want, what)
    })
}

const active = () => officer.getByRole('heading', { name: 'Sudah aktif' }).waitFor()
const wrongCode = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a wrong code: the phone says so, nothing changes, the right one still works', async () => {
  const changed = await counting()
  const { link, code } = await offer()
  const wallet = await newPhone()
  await accept(wallet, link)
  await enterCode(wallet, wrongCode(code))
  await wallet.getByText('Kode tidak cocok, atau QR sudah tidak berlaku.').waitFor()
  assert.equal(await officer.getByText('Menunggu dipindai').isVisible(), true)
  await changed({ offered: 1 }, 'after a wrong code')
  await enterCode(wallet, code)
  await makePin(wallet)
  await active()
  await changed({ realised: 1 }, 'after the right code')

  const other = await newPhone()
  await accept(other, link)
  await enterCode(other, code)
  await other.getByText('Kode tidak cocok, atau QR sudah tidak berlaku.').waitFor()
  await changed({ realised: 1 }, 'after the used QR on another phone')
  await wallet.context().close()
  await other.context().close()
})

test('a new QR makes the old one worthless', async () => {
  const changed = await counting()
  const old = await offer()
  await officer.getByRole('button', { name: 'QR baru' }).click()
  const code = officer.getByRole('group', { name: /^Kode transaksi/ })
  await expect(async () => assert.notEqual((await code.getAttribute('aria-label')).replace(/\D/g, ''), old.code))
  const fresh = { link: await readQr(await officer.screenshot()), code: (await code.getAttribute('aria-label')).replace(/\D/g, '') }
  assert.notEqual(fresh.link, old.link)
  const wallet = await newPhone()
  await accept(wallet, old.link)
  await enterCode(wallet, old.code)
  await wallet.getByText('Kode tidak cocok, atau QR sudah tidak berlaku.').waitFor()
  await changed({ offered: 1 }, 'after the old QR')
  const again = await newPhone()
  await receive(again, fresh.link, fresh.code)
  await active()
  await changed({ realised: 1 }, 'after the new QR')
  await wallet.context().close()
  await again.context().close()
})

test('the network goes in the middle of receiving, twice, and the phone goes on by itself', async () => {
  const changed = await counting()
  const { link, code } = await offer()
  const wallet = await newPhone()
  await accept(wallet, link)
  await wallet.context().setOffline(true)
  await enterCode(wallet, code)
  await wallet.getByText('Tidak ada sambungan ke server.').waitFor()
  await changed({ offered: 1 }, 'without a network')
  await wallet.context().setOffline(false)
  await wallet.getByRole('button', { name: 'Lanjutkan' }).click()
  await wallet.getByRole('button', { name: 'Ya, ini saya' }).waitFor()
  await wallet.context().setOffline(true) // the card is here, the office does not know yet
  await makePin(wallet)
  await changed({ offered: 1 }, 'before the office knows')
  await wallet.context().setOffline(false)
  await active()
  await changed({ realised: 1 }, 'after the phone could tell')
  await wallet.context().close()
})

test('the session ends in the middle of serving: log in over the screen, and nothing is lost', async () => {
  const changed = await counting()
  const person = people.shift()
  await find(officer, person.nik)
  await officer.getByText('Pengecualian').click()
  const note = officer.getByRole('textbox', { name: 'Catatan pengecualian' })
  await note.fill('Kartu tertinggal; dikenal oleh ketua RT.')
  await officer.request.delete(`${demo.url}/api/v1/session`, { headers: { Origin: demo.url } })
  await officer.getByRole('button', { name: 'Cocok', exact: true }).click()
  const again = officer.getByRole('dialog', { name: 'Sesi berakhir' })
  await again.getByRole('button', { name: 'Masuk sebagai petugas' }).first().click()
  await again.waitFor({ state: 'hidden' })
  assert.equal(await note.inputValue(), 'Kartu tertinggal; dikenal oleh ketua RT.')
  const { link, code } = await handOver(officer)
  const wallet = await newPhone()
  await receive(wallet, link, code)
  await active()
  await changed({ realised: 1 }, 'after logging in again')
  await wallet.context().close()
})

test('a refusal is counted as a refusal', async () => {
  const changed = await counting()
  await find(officer, people.shift().nik)
  await officer.getByRole('button', { name: 'Cocok', exact: true }).click()
  await officer.getByRole('button', { name: 'Menolak', exact: true }).click()
  await officer.getByRole('button', { name: 'Ya, catat menolak' }).click()
  await officer.getByRole('button', { name: 'Perbaiki' }).waitFor()
  await changed({ 'refused refuses': 1 }, 'after the refusal')
})

test('an outcome with a day to try again, put right afterwards, ends in the digital ID', async () => {
  const changed = await counting()
  await offer()
  await officer.getByRole('button', { name: 'Tidak jadi' }).click()
  await officer.getByRole('button', { name: 'Tidak ada sinyal' }).click()
  await officer.getByRole('button', { name: '1 minggu' }).click()
  await officer.getByRole('button', { name: 'Simpan', exact: true }).click()
  await officer.getByText(/^Coba lagi \S+, \d+ \S+ \d{4}$/).waitFor()
  await changed({ 'failed no_signal': 1 }, 'after the outcome')
  await officer.getByRole('button', { name: 'Perbaiki' }).click()
  await officer.getByRole('textbox', { name: 'Apa yang keliru?' }).fill('Sinyal kembali sebelum ia pulang.')
  await officer.getByRole('button', { name: 'Buka lagi' }).click()
  await officer.getByRole('button', { name: 'QR baru' }).waitFor()
  await changed({}, 'after it was opened again')
  await officer.getByRole('button', { name: 'QR baru' }).click()
  const shown = officer.getByRole('group', { name: /^Kode transaksi/ })
  await shown.waitFor()
  const wallet = await newPhone()
  await receive(wallet, await readQr(await officer.screenshot()), (await shown.getAttribute('aria-label')).replace(/\D/g, ''))
  await active()
  await changed({ realised: 1 }, 'at the end')
  await wallet.context().close()
})

test('after all that the data is sound', async () => {
  assert.deepEqual(await demo.ask('fsck'), { sound: true, findings: [] })
  assert.doesNotMatch(demo.log(), /\d{16}/)
})
