// Every screen of every app, at phone and desktop size: it shows, it fits, axe-core finds no serious fault, and a picture is taken.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, phone, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { faults } from '../lib/looks.mjs'
import { dropFile } from '../lib/office.mjs'
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
    let found // where the screens of single things are
    const places = async (page) => (found ??= await whereabouts(page))
    for (const { role, screens } of office) {
      await page.context().clearCookies()
      await page.request.post(`${demo.url}/api/v1/demo/session`, { data: { login: role } })
      for (const { path, what, ready } of screens) {
        await page.goto(`${demo.url}/office${typeof path === 'string' ? path : path(await places(page))}`)
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
    await field.page.getByText('Daftar peserta').waitFor()
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

/** Today's visit, a person and their group, asked as the registrar. */
async function whereabouts(page) {
  const { visits } = await (await page.request.get(`${demo.url}/api/v1/visits`)).json()
  const { hits } = await (await page.request.post(`${demo.url}/api/v1/residents/search`, { data: { text: demo.samples.active_nik } })).json()
  const visit = visits.find((v) => v.state === 'open')
  return { visit: visit.id, group: visit.host.id, person: hits[0].id }
}

/** A file with some dirt, up to its preview. */
async function preview(page) {
  const rows = [
    'NIK;NAMA LENGKAP;JENIS KELAMIN;TGL LAHIR;KODE KELURAHAN;ALAMAT', '1673014107919801;ZELIQA RAMADHANTI;P;01/07/1991;16.73.01.1001;JL. KEMANG NO. 3',
    '1.67301E+15;BUDI SANTOSO;L;14/05/1990;16.73.01.1001;JL. MAWAR NO. 1', '1673013102909802;RINI LESTARI;P;31/02/1990;16.73.01.1002;JL. MELATI NO. 9',
  ]
  await page.getByText('Letakkan berkas penduduk di sini').waitFor()
  await dropFile(page, 'contoh.csv', Buffer.from(rows.join('\n')))
  await page.getByRole('heading', { name: 'Isi berkas' }).waitFor()
}

const board = (p) => p.getByText(/42[.,]000/).first().waitFor()
const inEnglish = async (p) => {
  await p.evaluate(() => localStorage.setItem('jemput.lang', 'en'))
  await p.reload()
  await p.evaluate(() => localStorage.removeItem('jemput.lang'))
  await p.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  await board(p)
}
const dark = async (p) => {
  await p.emulateMedia({ colorScheme: 'dark' })
  await board(p)
}

const office = [
  {
    role: 'kepala',
    screens: [
      { path: '/', what: 'papan', ready: board },
      { path: '/', what: 'papan-en', ready: inEnglish },
      { path: '/', what: 'papan-gelap', ready: dark },
      { path: '/kunjungan', what: 'kunjungan', ready: (p) => p.emulateMedia({ colorScheme: 'light' }) },
      { path: '/kunjungan?lihat=kalender', what: 'kalender', ready: (p) => p.getByText('Balai Kota Lubuklinggau').first().waitFor() },
      { path: '/kelompok', what: 'kelompok' },
      { path: '/target', what: 'target' },
      { path: '/audit', what: 'audit' },
    ],
  },
  {
    role: 'registrar',
    screens: [
      { path: '/penduduk', what: 'penduduk' },
      { path: (at) => `/penduduk/${at.person}`, what: 'orang', ready: (p) => p.getByRole('heading', { name: 'Siapa yang melihat' }).waitFor() },
      { path: (at) => `/kelompok/${at.group}`, what: 'satu-kelompok' },
      { path: (at) => `/kunjungan/${at.visit}`, what: 'satu-kunjungan' },
      { path: (at) => `/kunjungan/${at.visit}?tab=peserta`, what: 'peserta', ready: (p) => p.getByText('Belum datang').first().waitFor() },
      { path: (at) => `/kunjungan/${at.visit}?tab=langsung`, what: 'langsung' },
      { path: '/kunjungan?baru=1', what: 'kunjungan-baru', ready: (p) => p.getByRole('dialog').getByRole('checkbox').first().waitFor() },
      { path: '/impor', what: 'impor' },
      { path: '/impor', what: 'tinjau', ready: preview },
    ],
  },
  { role: 'admin', screens: [{ path: '/petugas', what: 'petugas' }] },
]
