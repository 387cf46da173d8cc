// The main job: an officer and a resident, each in a browser of their own, and the board that counts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Board, whereabouts } from '../lib/board.mjs'
import { desktop, phone, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { expect } from '../lib/expect.mjs'
import { find, handOver, pin, receive, startServing } from '../lib/people.mjs'
import { Album } from '../lib/pictures.mjs'

let demo, browser, board, officer
const album = new Album('main-job')

before(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  board = await Board.open(await browser.newContext(desktop), demo.url)
  officer = await (await browser.newContext(phone)).newPage()
  await startServing(officer, demo.url)
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

/** Takes somebody from their card to the digital ID on a phone of their own; gives the phone's page. */
async function activate(nik) {
  await find(officer, nik)
  const offer = await handOver(officer)
  const wallet = await (await browser.newContext(phone)).newPage()
  await receive(wallet, offer.link, offer.code)
  await officer.getByRole('heading', { name: 'Sudah aktif' }).waitFor()
  return wallet
}

test('a city employee gets the digital ID, and every count goes up by one', async () => {
  const person = await whereabouts(officer, demo.url, demo.samples.eligible_nik)
  const before = await board.counts(person)
  const sentence = await board.sentence()
  assert.match(sentence, /^4\.015 dari 42\.000 — 9,56\s% target, 2,39\s% wajib KTP/)
  const wallet = await activate(demo.samples.eligible_nik)
  assert.deepEqual(await board.counts(person), {
    ...before, city: before.city + 1, today: before.today + 1, servedHere: before.servedHere + 1,
    kelurahan: before.kelurahan + 1, kelurahanToday: before.kelurahanToday + 1, agency: before.agency + 1,
  })
  await expect(async () => assert.match(await board.sentence(), /^4\.016 dari 42\.000/, 'the board that is open shows it by itself'))
  await album.beside([board.page, officer, wallet])
  await stays(wallet, person.name)
})

/** The card is there after a restart, and without a network. */
async function stays(wallet, name) {
  await wallet.getByRole('button', { name: 'Selesai' }).click()
  await wallet.evaluate(() => navigator.serviceWorker.ready)
  await wallet.context().setOffline(true)
  await wallet.reload()
  await wallet.getByRole('heading', { name: 'Masukkan PIN' }).waitFor()
  await wallet.keyboard.type(pin)
  await wallet.getByRole('article', { name: new RegExp(name) }).waitFor()
  await wallet.getByText('CONTOH').first().waitFor()
}

test('somebody of another city is served here and not counted here', async () => {
  const person = await whereabouts(officer, demo.url, demo.samples.outsider_nik)
  assert.notEqual(person.kelurahan.slice(0, 5), '16.73')
  const before = await board.counts(person)
  await activate(demo.samples.outsider_nik)
  assert.deepEqual(await board.counts(person), {
    ...before, servedHere: before.servedHere + 1, outsiders: before.outsiders + 1, agency: before.agency + 1,
  })
})

test('after all that the data is sound, and the log shows nobody', async () => {
  assert.deepEqual(await demo.ask('fsck'), { sound: true, findings: [] })
  assert.doesNotMatch(demo.log(), /\d{16}/)
})
