// What people do in the apps: an officer in `field`, a resident in `wallet`, somebody who looks at the office's board.
import { expect } from './expect.mjs'
import { readQr } from './qr.mjs'

/** Logs an officer in to field and goes to a visit, by its place. */
export async function startServing(page, url, place = 'Balai Kota Lubuklinggau') {
  await page.goto(`${url}/field/`)
  await page.getByRole('button', { name: 'Masuk sebagai petugas' }).first().click()
  await page.getByText(place).first().click()
  await page.getByRole('link', { name: 'Berikutnya' }).or(page.getByRole('button', { name: 'Berikutnya' })).first().waitFor()
}

/** Finds somebody by the NIK on their card. */
export async function find(page, nik) {
  await page.getByRole('link', { name: 'Berikutnya' }).or(page.getByRole('button', { name: 'Berikutnya' })).first().click()
  await page.getByRole('button', { name: 'NIK', exact: true }).click()
  await page.keyboard.type(nik)
  await page.getByRole('heading', { name: 'Cocokkan', level: 1 }).waitFor()
}

/** Compares, has the consent given, and comes to the QR. Gives the offer's link and the code that is read out; look is called on
 * the way. */
export async function handOver(page, look = async () => {}) {
  await page.getByRole('button', { name: 'Cocok', exact: true }).click()
  const agree = page.getByRole('button', { name: 'Setuju', exact: true })
  await agree.waitFor()
  await look('consent')
  await agree.click()
  const code = page.getByRole('group', { name: /^Kode transaksi/ })
  await code.waitFor()
  const digits = (await code.getAttribute('aria-label')).replace(/\D/g, '')
  return { link: await readQr(await page.screenshot()), code: digits }
}

export const pin = '295173'

/** Opens an offer in the wallet as the phone's camera does, and agrees to take the card. */
export async function accept(page, link, look = async () => {}) {
  await page.goto(link)
  const take = page.getByRole('button', { name: 'Terima', exact: true })
  await take.waitFor()
  await look('offer')
  await take.click()
  await page.getByRole('group', { name: 'Kode dari petugas' }).waitFor()
}

/** Types the code that the officer reads out, and sends it. */
export async function enterCode(page, code, look = async () => {}) {
  await page.keyboard.type(code)
  await look('code')
  await page.getByRole('button', { name: 'Lanjutkan' }).click()
}

/** Says that the card is theirs, and makes a PIN. */
export async function makePin(page, look = async () => {}) {
  const mine = page.getByRole('button', { name: 'Ya, ini saya' })
  await mine.waitFor()
  await look('review')
  await mine.click()
  await page.getByRole('group', { name: 'PIN baru' }).waitFor()
  await look('pin')
  await page.keyboard.type(pin)
  await page.getByRole('group', { name: 'Ulangi PIN' }).waitFor()
  await page.keyboard.type(pin)
  await page.getByText('Kartu Anda sudah tersimpan').waitFor({ timeout: 30_000 })
}

/** Opens an offer in the wallet and takes the card. look is called on each screen. */
export async function receive(page, link, code, look) {
  await accept(page, link, look)
  await enterCode(page, code, look)
  await makePin(page, look)
}

/** People on the roster of today's visit who may be activated and were not served yet, with their NIK; asked with an officer's session. */
export async function waiting(page, url, n) {
  const get = async (path) => (await page.request.get(url + path)).json()
  const { visits } = await get('/api/v1/visits')
  const { entries } = await get(`/api/v1/visits/${visits.find((v) => v.state === 'open').id}/roster`)
  const some = entries.filter((e) => e.triage?.may_activate && !e.attempt && e.resident?.city.code === '16.73').slice(0, n)
  return Promise.all(some.map((e) => get(`/api/v1/residents/${e.resident.id}?purpose=visit`)))
}

/** Waits until look gives want. */
export async function eventually(look, want, what) {
  await expect(async () => {
    const got = await look()
    if (got !== want) throw new Error(`${what}: ${got}, want ${want}`)
  })
}
