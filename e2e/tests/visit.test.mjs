// A visit from the plan to its end: the planner's office, the officer's tablet, the count on the wall. And the second language.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, phone, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { expect } from '../lib/expect.mjs'
import { dropFile, openOffice } from '../lib/office.mjs'
import { find, handOver, receive, startServing } from '../lib/people.mjs'

let demo, browser, planner, registrar, officer, visit
const host = 'Puskesmas Petanang'
const place = 'Aula Puskesmas Petanang'

before(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  planner = await openOffice(await browser.newContext(desktop), demo.url, 'planner', '/kunjungan')
  registrar = await openOffice(await browser.newContext(desktop), demo.url, 'registrar', '/penduduk')
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

const get = async (path) => (await registrar.request.get(demo.url + path)).json()
const asked = async () => get(`/api/v1/visits/${visit}`)

/** The members of a group, living in this city and recorded. */
async function members(name) {
  const { groups } = await get('/api/v1/groups')
  const group = groups.find((g) => g.name === name)
  const all = (await get(`/api/v1/groups/${group.id}/members?limit=200`)).members
  return { size: group.members, fit: all.filter((m) => m.city.code === '16.73' && m.life.code === 1 && m.ktp_status.code >= 3) }
}

test('the planner plans a visit for today, with a team', async () => {
  await planner.getByRole('button', { name: 'Kunjungan baru' }).click()
  const form = planner.getByRole('dialog', { name: 'Kunjungan baru' })
  const hosts = form.getByRole('combobox', { name: /^Instansi atau kelompok/ })
  await hosts.locator('option', { hasText: host }).waitFor({ state: 'attached' })
  await hosts.selectOption({ label: await hosts.locator('option', { hasText: host }).textContent() })
  await form.getByRole('textbox', { name: /^Tempat/ }).fill(place)
  await form.getByLabel('Mulai').first().fill('00:05')
  await form.getByLabel('Selesai').first().fill('23:55')
  const team = form.getByRole('group', { name: 'Tim' })
  const boxes = team.getByRole('checkbox')
  await boxes.first().waitFor()
  assert.ok((await boxes.count()) >= 2, 'officers and registrars may go out')
  await boxes.first().check()
  await form.getByRole('button', { name: 'Rencanakan kunjungan' }).click()
  await planner.getByRole('heading', { name: place, level: 1 }).waitFor()
  visit = new URL(planner.url()).pathname.split('/').pop()
  const planned = await asked()
  assert.deepEqual([planned.state, planned.host.name, planned.team.length, planned.roster], ['planned', host, 1, 0])
})

test('the roster comes from a group, and from a staff file whose doubtful rows are put before the planner', async () => {
  const own = await members(host)
  await planner.getByRole('tab', { name: /^Peserta/ }).click()
  await planner.getByRole('button', { name: 'Dari kelompok' }).click()
  await planner.getByRole('dialog').getByRole('button', { name: 'Tambahkan semua' }).click()
  await planner.getByRole('tab', { name: `Peserta ${own.size}` }).waitFor()

  const others = (await members('Dinas Perikanan')).fit
  const [clear, doubtful] = [others.slice(0, 2), others[2]]
  const line = (name, day, unit) => `${name};${day.split('-').reverse().join('-')};${unit}`
  const misspelt = doubtful.name.replace(/.$/, (c) => (c === 'A' ? 'I' : 'A'))
  const text = ['NAMA PEGAWAI;TGL LAHIR;UNIT KERJA', ...clear.map((m) => line(m.name, m.birth_date, 'Bidang Tangkap')), line(misspelt, doubtful.birth_date, 'Sekretariat'), line('Nuraida Tidak Terdaftar', '1901-02-03', 'Sekretariat')]
  await planner.getByRole('button', { name: 'Impor berkas' }).click()
  await dropFile(planner, 'pegawai perikanan.csv', Buffer.from(text.join('\n')))
  const dialog = planner.getByRole('dialog', { name: 'Impor daftar pegawai' })
  await dialog.getByText('4 baris terbaca dari pegawai perikanan.csv').waitFor()
  const tally = await dialog.locator('.tally > div').evaluateAll((all) => Object.fromEntries(all.map((d) => [d.querySelector('dt').textContent, d.querySelector('dd').textContent])))
  assert.deepEqual(tally, { 'Cocok': '2', 'Meragukan': '1', 'Tidak ditemukan': '1' })
  const doubt = dialog.getByRole('group', { name: new RegExp(misspelt, 'i') })
  await doubt.getByText('Nama mirip').waitFor()
  await doubt.getByRole('radio', { name: new RegExp(doubtful.name) }).check()
  await dialog.getByRole('button', { name: /^Masukkan \d+ orang$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await planner.getByRole('tab', { name: `Peserta ${own.size + 4}` }).waitFor()
  assert.equal((await asked()).roster, own.size + 4)
  await planner.getByRole('searchbox', { name: 'Saring nama, unit, atau NIK' }).fill('nuraida')
  await planner.getByRole('row', { name: /Nuraida Tidak Terdaftar.*Tidak ditemukan/i }).waitFor()
})

test('it opens, one person is served there, and the live count shows it by itself', async () => {
  await planner.getByRole('button', { name: 'Buka kunjungan' }).click()
  await planner.getByText('Kunjungan dibuka: petugas dapat melayani').waitFor()
  await planner.getByRole('tab', { name: 'Langsung' }).click()
  await counted({ active: '0', Hadir: '0' })
  officer = await (await browser.newContext(phone)).newPage()
  await startServing(officer, demo.url, place)
  const { nik } = await freeMember()
  await find(officer, nik)
  const offer = await handOver(officer)
  await counted({ 'active': '0', 'Hadir': '1', 'QR diberikan': '1' })
  const wallet = await (await browser.newContext(phone)).newPage()
  await receive(wallet, offer.link, offer.code)
  await officer.getByRole('heading', { name: 'Sudah aktif' }).waitFor()
  await counted({ 'active': '1', 'Hadir': '1', 'QR diberikan': '0' })
  await wallet.getByRole('button', { name: 'Selesai' }).click()
  await walletInEnglish(wallet)
})

/** Somebody of the visit's host who may be activated. */
async function freeMember() {
  const { entries } = await get(`/api/v1/visits/${visit}/roster`)
  const free = entries.find((e) => e.triage?.may_activate && !e.attempt && e.resident.city.code === '16.73')
  return get(`/api/v1/residents/${free.resident.id}?purpose=visit`)
}

/** What the live screen says. */
async function counted(want) {
  await expect(async () => {
    const rest = await planner.locator('.live-rest > div').evaluateAll((all) => all.map((d) => [d.querySelector('dt').textContent, d.querySelector('dd').textContent]))
    const all = { ...Object.fromEntries(rest), active: await planner.locator('.live-figure').textContent() }
    assert.deepEqual(Object.fromEntries(Object.keys(want).map((k) => [k, all[k]])), want)
  })
}

async function walletInEnglish(wallet) {
  await wallet.getByRole('link', { name: 'Setelan', exact: true }).last().click()
  await wallet.getByRole('button', { name: 'English' }).click()
  await wallet.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await wallet.getByRole('heading', { name: 'Language' }).waitFor()
  assert.equal(await wallet.locator('html').getAttribute('lang'), 'en')
}

test('the planner closes it, and takes the press back', async () => {
  await planner.getByRole('button', { name: 'Tutup kunjungan' }).click()
  await planner.getByText('Kunjungan ditutup').waitFor()
  assert.equal((await asked()).state, 'closed')
  await planner.getByRole('button', { name: 'Urungkan' }).click()
  await expect(async () => assert.equal((await asked()).state, 'open'))
  await planner.getByRole('button', { name: 'Tutup kunjungan' }).click()
  await planner.getByRole('button', { name: 'Buka lagi' }).waitFor()
  const closed = await asked()
  assert.deepEqual([closed.state, closed.counts.active, closed.counts.present], ['closed', 1, 1])
})

test('the office and the officer’s app speak English as well', async () => {
  await planner.getByRole('button', { name: 'EN – English' }).first().click()
  await planner.getByRole('tab', { name: 'Roster' }).waitFor()
  await planner.getByRole('button', { name: 'Open again' }).waitFor()
  assert.equal(await planner.locator('html').getAttribute('lang'), 'en')
  await planner.reload()
  await planner.getByRole('tab', { name: 'Live' }).waitFor()
  await officer.goto(`${demo.url}/field/akun`)
  await officer.getByRole('button', { name: 'English' }).click()
  await officer.getByRole('heading', { name: 'Account', level: 1 }).waitFor()
  assert.equal(await officer.locator('html').getAttribute('lang'), 'en')
  await officer.goto(`${demo.url}/field/dilayani`)
  await officer.getByRole('heading', { name: 'Served', level: 1 }).waitFor()
})

test('the registrar sees on the person’s page who served them', async () => {
  const { entries } = await get(`/api/v1/visits/${visit}/roster`)
  const served = entries.find((e) => e.attempt?.state === 'active').resident
  await registrar.goto(`${demo.url}/office/penduduk/${served.id}`)
  const looked = registrar.locator('.card', { has: registrar.getByRole('heading', { name: 'Siapa yang melihat' }) })
  await looked.getByText(/^Membuka biodata/).first().waitFor()
  const names = await looked.locator('li strong').allTextContents()
  const officerName = entries.find((e) => e.attempt?.state === 'active').attempt.officer.name
  assert.ok(names.includes(officerName), `${officerName} looked; the page names ${names}`)
})

test('after all that the data is sound', async () => {
  assert.deepEqual(await demo.ask('fsck'), { sound: true, findings: [] })
})
