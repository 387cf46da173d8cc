// Reads a QR code off a picture, as a phone's camera app does.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
let ready

/** The text of the one QR in a PNG. */
export async function readQr(png) {
  ready ??= readFile(wasm).then((wasmBinary) => prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }))
  await ready
  const found = await readBarcodes(new Blob([png]), { formats: ['QRCode'], tryHarder: true })
  if (found.length !== 1 || !found[0].text) throw new Error(`${found.length} QR codes in the picture`)
  return found[0].text
}
