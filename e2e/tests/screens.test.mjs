// Every screen of every app, at phone and desktop size: it shows, it fits, axe-core finds no serious fault, and a picture is taken.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, phone, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { faults } from '../lib/looks.mjs'
import { find, handOver, pin, receive, startServing } from '../lib/people.mjs'
import { Album } from '../lib/pictures.mjs'

let demo, browser

before(async () => {
  demo = await startDemo()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

/** A page of one size, with what checks and photographs it. */
async function open(app, size, name) {
  const page = await (await browser.newContext(size)).newPage()
  const found = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (m) => m.type() === 'error' && /policy|refused/i.test(m.text()) && found.push(m.text()))
  const album = new Album(`${app}-${name}`)
  const look = async (what, options) => {
    await album.take(page, what, options)
    for (const fault of await faults(page)) found.push(`${what}: ${fault}`)
  }
  return { page, look, sound: () => assert.deepEqual(found, [], `${app} at ${name} size`) }
}

for (const [name, size] of [['desktop', desktop], ['phone', phone]]) {
  test(`office, ${name}`, async () => {
    const { page, look, sound } = await open('office', size, name)
    await page.goto(`${demo.url}/office/`)
    await page.getByRole('button', { name: /^Kepala dinas/ }).waitFor()
    await look('login')
    for (const { role, screens } of office) {
      await page.context().clearCookies()
      await page.request.post(`${demo.url}/api/v1/demo/session`, { data: { login: role } })
      for (const { path, what, ready } of screens) {
        await page.goto(`${demo.url}/office${path}`)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        await ready?.(page)
        await page.waitForLoadState('networkidle').catch(() => {}) // the board's event stream never rests
        await look(what, { fullPage: name === 'desktop' })
      }
    }
    sound()
  })

  test(`field and wallet, ${name}`, async () => {
    const field = await open('field', size, name)
    await field.page.goto(`${demo.url}/field/`)
    await field.page.getByRole('button', { name: /^Masuk sebagai petugas/ }).first().waitFor()
    await field.look('login')
    await startServing(field.page, demo.url)
    await field.look('home')
    const nik = name === 'desktop' ? demo.samples.eligible_nik : demo.samples.outsider_nik
    await find(field.page, nik)
    await field.look('match')
    const offer = await handOver(field.page, field.look)
    await field.look('qr')

    const wallet = await open('wallet', size, name)
    await wallet.page.goto(`${demo.url}/wallet/`)
    await wallet.page.getByRole('heading', { level: 1 }).waitFor()
    await wallet.look('start')
    await receive(wallet.page, offer.link, offer.code, wallet.look)
    await wallet.look('received')
    await field.page.getByRole('heading', { name: 'Sudah aktif' }).waitFor()
    await field.look('active')
    await wallet.page.getByRole('button', { name: 'Selesai' }).click()
    await wallet.page.getByRole('article').waitFor()
    await wallet.look('card')
    await wallet.page.getByRole('link', { name: 'Lihat semua data' }).click()
    await wallet.page.getByRole('heading', { name: 'Semua data' }).waitFor()
    await wallet.look('data')
    for (const link of ['Riwayat', 'Bantuan', 'Setelan']) {
      await wallet.page.getByRole('link', { name: link, exact: true }).last().click()
      await wallet.page.getByRole('heading', { name: link, level: 1 }).waitFor()
      await wallet.look(link.toLowerCase())
    }
    await wallet.page.reload()
    await wallet.page.getByRole('group', { name: 'PIN' }).waitFor()
    await wallet.look('locked')
    await wallet.page.keyboard.type(pin)
    await turnedAway(field)
    field.sound()
    wallet.sound()
  })
}

/** Somebody who cannot be activated yet, and the reasons why others were not. */
async function turnedAway({ page, look }) {
  await find(page, demo.samples.not_recorded_nik)
  await page.getByText('Belum rekam: arahkan ke perekaman').waitFor()
  await look('not-recorded')
  await page.getByRole('button', { name: 'Sebab lain' }).or(page.getByRole('link', { name: 'Sebab lain' })).first().click()
  await page.getByRole('heading', { name: 'Mengapa belum jadi?' }).waitFor()
  await look('reasons')
  await page.goto(`${demo.url}/field/dilayani`)
  await page.getByRole('heading', { name: 'Sudah dilayani' }).waitFor()
  await look('served')
}

const office = [
  {
    role: 'kepala',
    screens: [
      { path: '/', what: 'papan', ready: (p) => p.getByText(/dari 42\.000/).first().waitFor() },
      { path: '/kunjungan', what: 'kunjungan' },
      { path: '/kelompok', what: 'kelompok' },
      { path: '/target', what: 'target' },
      { path: '/audit', what: 'audit' },
    ],
  },
  { role: 'registrar', screens: [{ path: '/penduduk', what: 'penduduk' }, { path: '/impor', what: 'impor' }] },
  { role: 'admin', screens: [{ path: '/petugas', what: 'petugas' }] },
]
