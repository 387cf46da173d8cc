// A registrar takes in a file as offices really send them: looks, tries out, runs it, finds the new person, takes it back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, startBrowser } from '../lib/browser.mjs'
import { startDemo } from '../lib/demo.mjs'
import { dropFile, openOffice, saved } from '../lib/office.mjs'

let demo, browser, page, file
const name = 'pegawai baru.csv'
const filler = 20_000 // clean rows after the dirty ones, so that there is progress to be seen

before(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  page = await openOffice(await browser.newContext(desktop), demo.url, 'registrar', '/impor')
  file = dirty(await record(demo.samples.eligible_nik), await record(demo.samples.not_recorded_nik))
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

/** What the register holds of somebody. */
async function record(nik) {
  const { hits } = await (await page.request.post(`${demo.url}/api/v1/residents/search`, { data: { text: nik } })).json()
  return (await page.request.get(`${demo.url}/api/v1/residents/${hits[0].id}?purpose=office`)).json()
}

const slashes = (day) => day.split('-').reverse().join('/')

/** A row of the file: fields that are not given are those of the new resident. */
function row(given = {}) {
  const r = { nik: '1673014107919801', name: 'ZÉLIQA RAMADHANTI', sex: 'P', born: '01/07/1991', kecamatan: 'LUBUK LINGGAU BARAT I', kelurahan: '16.73.01.1001', address: 'JL. KÉMANG; NO. 3', ...given }
  return [r.nik, r.name, r.sex, r.born, r.kelurahan, `"${r.address}"`].join(';')
}

const of = (p) => ({ nik: `'${p.nik}`, name: p.name, sex: p.sex, born: slashes(p.birth_date), kelurahan: p.area.code, address: p.address.line })

/** The file: semicolons, Windows-1252, a title above the columns, every kind of dirt. */
function dirty(changed, same) {
  const rows = [
    'DATA PEGAWAI;;;;;', 'NIK;NAMA LENGKAP;JENIS KELAMIN;TGL LAHIR;KODE KELURAHAN;ALAMAT',
    row({ ...of(changed), address: 'JL. PINDAHAN NO. 7' }), // row 3
    row(), // row 4: the new one
    row({ nik: '1.67301E+15', name: 'RUSAK OLEH EXCEL' }),
    row({ nik: '1673013102909802', born: '31/02/1990', name: 'TANGGAL SALAH' }),
    row(), // row 7: as row 4
    row({ name: 'ORANG LAIN' }), // row 8: the NIK of row 4
    row({ nik: '1673010101909803', name: 'TANPA KELURAHAN', kelurahan: '16.73.01.9999', sex: 'L', born: '01/01/1990' }),
    row(of(same)), // row 10
  ]
  const letters = (n) => String.fromCharCode(65 + (n % 26), 65 + (Math.trunc(n / 26) % 26), 65 + (Math.trunc(n / 676) % 26))
  for (let i = 0; i < filler; i++) {
    const [day, month, year] = [1 + (i % 28), 1 + (Math.trunc(i / 28) % 12), 70 + Math.trunc(i / 336)]
    const two = (n) => String(n % 100).padStart(2, '0')
    rows.push(row({ nik: `167301${two(day)}${two(month)}${two(year)}9901`, name: `WARGA ${letters(i)}`, sex: 'L', born: `${two(day)}/${two(month)}/19${two(year)}`, address: '' }))
  }
  return Buffer.from(rows.join('\r\n') + '\r\n', 'latin1')
}

/** The figures of the result on screen, by their names. */
async function figures() {
  const pairs = await page.locator('.tally > div').evaluateAll((all) => all.map((d) => [d.querySelector('dt').textContent, Number(d.querySelector('dd').textContent.replace(/\D/g, ''))]))
  return Object.fromEntries(pairs)
}

const [rows, rejected, unchanged] = [8 + filler, 4, 2]
const first = { 'Baris dibaca': rows, 'Diterima': rows - rejected, 'Ditolak': rejected, 'Baru': 1 + filler, 'Berubah': 1, 'Tidak berubah': unchanged }

async function upload() {
  await page.goto(`${demo.url}/office/impor`)
  await page.getByText('Letakkan berkas penduduk di sini').waitFor()
  await dropFile(page, name, file)
  await page.getByRole('heading', { name: 'Isi berkas' }).waitFor()
}

async function run(meanwhile = async () => {}) {
  await page.getByRole('button', { name: 'Jalankan impor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Jalankan impor' }).click()
  await meanwhile()
  await page.getByRole('heading', { name: 'Hasil impor' }).waitFor({ timeout: 60_000 })
}

test('the preview shows how the file is read, and its dirt', async () => {
  await upload()
  await page.getByText('CSV, WINDOWS-1252 · judul kolom di baris 2').waitFor()
  await page.getByText('3 dari 20 baris contoh akan ditolak').waitFor()
  await page.getByRole('cell', { name: 'ZÉLIQA RAMADHANTI' }).first().waitFor()
  await page.getByRole('cell', { name: 'JL. KÉMANG; NO. 3' }).first().waitFor()
  const marked = await page.locator('td.dirt').allTextContents()
  assert.deepEqual(marked, ['1.67301E+15', '31/02/1990', '16.73.01.9999'], 'repetitions show only when the whole file is read')
})

test('trying out says exactly what would come of it, and keeps nothing', async () => {
  await page.getByRole('button', { name: 'Uji coba' }).click()
  await page.getByRole('heading', { name: 'Hasil uji coba' }).waitFor({ timeout: 60_000 })
  const got = await figures()
  delete got.Peringatan
  assert.deepEqual(got, first)
  for (const reason of ['Angka NIK hilang oleh program lembar kerja', 'Tanggal lahir tidak terbaca', 'NIK sudah ada di baris lain dengan isi berbeda', 'Kelurahan tidak ada di kota ini']) {
    await page.locator('.reasons-list').getByText(reason, { exact: true }).waitFor()
  }
  assert.equal(await found('Zéliqa Ramadhanti'), 0)
})

/** How many residents of exactly this name a search finds. */
async function found(text) {
  const { hits } = await (await page.request.post(`${demo.url}/api/v1/residents/search`, { data: { text } })).json()
  return hits.filter((h) => h.name === text.toUpperCase()).length
}

test('running it does the same, and the rejected rows come as a file that says why', async () => {
  await run(() => page.getByRole('progressbar', { name: 'Mengimpor' }).waitFor())
  const got = await figures()
  delete got.Peringatan
  assert.deepEqual(got, first)
  const file = await saved(page, () => page.getByRole('button', { name: 'Unduh baris yang ditolak' }).click())
  assert.equal(file.name, 'ditolak-pegawai baru.csv')
  const lines = file.text.replace('\ufeff', '').trim().split('\r\n').map((l) => l.split(';'))
  assert.deepEqual(lines[0].slice(0, 6), ['BARIS', 'KOLOM', 'KODE', 'ALASAN', 'REASON', 'NIK'])
  assert.deepEqual(lines.slice(1).map((l) => l.slice(0, 3).join(' ')), ['5 NIK nik_digits_lost', '6 TGL LAHIR birth_date_unreadable', '8 NIK nik_repeated', '9 KODE KELURAHAN kelurahan_unknown'])
  assert.match(lines[3][3], /\(baris 4\)$/)
  assert.ok(lines.slice(1).every((l) => l[3].length > 10 && l[4].length > 10), 'every row says why, in both languages')
})

test('the new resident is found, and the changed one is changed', async () => {
  await page.goto(`${demo.url}/office/penduduk`)
  await page.getByRole('searchbox', { name: /^Cari penduduk/ }).fill('zeliqa ramadhanti')
  await page.getByRole('link', { name: 'ZÉLIQA RAMADHANTI' }).or(page.getByRole('link', { name: 'ZELIQA RAMADHANTI' })).click()
  await page.getByText('JL. KÉMANG; NO. 3').first().waitFor()
  assert.equal((await record(demo.samples.eligible_nik)).address.line, 'JL. PINDAHAN NO. 7')
})

test('the same file a second time changes nothing', async () => {
  await upload()
  await run()
  const got = await figures()
  assert.deepEqual([got.Diterima, got.Ditolak, got.Baru, got.Berubah, got['Tidak berubah']], [rows - rejected, rejected, 0, 0, rows - rejected])
})

test('it is undone as a whole: the new one is gone, the changed one as before', async () => {
  await page.goto(`${demo.url}/office/impor`)
  await page.getByRole('row', { name: /pegawai baru\.csv/ }).last().getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Batalkan impor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click()
  await page.getByText('Dibatalkan', { exact: true }).first().waitFor({ timeout: 60_000 })
  assert.equal(await found('Zéliqa Ramadhanti'), 0)
  assert.notEqual((await record(demo.samples.eligible_nik)).address.line, 'JL. PINDAHAN NO. 7')
})

test('after all that the data is sound, and the log shows nobody', async () => {
  assert.deepEqual(await demo.ask('fsck'), { sound: true, findings: [] })
  assert.doesNotMatch(demo.log(), /\d{16}|ZELIQA|ZÉLIQA/i)
})
