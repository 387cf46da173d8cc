// What people do in the apps: an officer in `field`, a resident in `wallet`, somebody who looks at the office's board.
import { expect } from './expect.mjs'
import { readQr } from './qr.mjs'

/** Logs an officer in to field and goes to the visit at city hall. */
export async function startServing(page, url) {
  await page.goto(`${url}/field/`)
  await page.getByRole('button', { name: 'Masuk sebagai petugas' }).first().click()
  await page.getByText('Balai Kota Lubuklinggau').first().click()
  await page.getByRole('link', { name: 'Berikutnya' }).or(page.getByRole('button', { name: 'Berikutnya' })).first().waitFor()
}

/** Finds somebody by the NIK on their card. */
export async function find(page, nik) {
  await page.getByRole('link', { name: 'Berikutnya' }).or(page.getByRole('button', { name: 'Berikutnya' })).first().click()
  await page.getByRole('button', { name: 'NIK', exact: true }).click()
  await page.keyboard.type(nik)
  await page.getByRole('heading', { name: 'Cocokkan', level: 1 }).waitFor()
}

/** Compares, has the consent given, and comes to the QR. Gives the offer's link and the code that is read out. */
export async function handOver(page) {
  await page.getByRole('button', { name: 'Cocok', exact: true }).click()
  await page.getByRole('button', { name: 'Setuju', exact: true }).click()
  const code = page.getByRole('group', { name: /^Kode transaksi/ })
  await code.waitFor()
  const digits = (await code.getAttribute('aria-label')).replace(/\D/g, '')
  return { link: await readQr(await page.screenshot()), code: digits }
}

export const pin = '295173'

/** Opens an offer in the wallet as the phone's camera does, and takes the card. */
export async function receive(page, link, code) {
  await page.goto(link)
  await page.getByRole('button', { name: 'Terima', exact: true }).click()
  await page.getByRole('group', { name: 'Kode dari petugas' }).waitFor()
  await page.keyboard.type(code)
  const go = page.getByRole('button', { name: 'Lanjutkan' })
  if (await go.isVisible().catch(() => false)) await go.click().catch(() => {})
  await page.getByRole('button', { name: 'Ya, ini saya' }).click()
  await page.getByRole('group', { name: 'PIN baru' }).waitFor()
  await page.keyboard.type(pin)
  await page.getByRole('group', { name: 'Ulangi PIN' }).waitFor()
  await page.keyboard.type(pin)
  await page.getByText('Kartu Anda sudah tersimpan').waitFor({ timeout: 30_000 })
}

/** Waits until look gives want. */
export async function eventually(look, want, what) {
  await expect(async () => {
    const got = await look()
    if (got !== want) throw new Error(`${what}: ${got}, want ${want}`)
  })
}
