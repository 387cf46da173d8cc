// Pictures of screens: into e2e/out, and with PICTURES=keep into docs/pictures, which the documents show.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { desktop, phone } from './browser.mjs'

const kept = process.env.PICTURES === 'keep'
const folder = new URL(kept ? '../../docs/pictures' : '../out', import.meta.url).pathname

export class Album {
  constructor(name) {
    this.name = name
  }

  /** Takes one picture of a page as it stands. */
  async take(page, what, options = {}) {
    await mkdir(folder, { recursive: true })
    await settled(page)
    await page.screenshot({ path: join(folder, `${this.name}-${what}.png`), animations: 'disabled', ...options })
  }

  /** Several pages side by side in one picture, named as the album. */
  async beside(pages) {
    await mkdir(folder, { recursive: true })
    const shots = []
    for (const page of pages) {
      await settled(page)
      shots.push({ png: (await page.screenshot({ animations: 'disabled' })).toString('base64'), ...page.viewportSize() })
    }
    const height = 720
    const width = shots.reduce((sum, s) => sum + Math.round((s.width / s.height) * height) + 24, 24)
    const sheet = await pages[0].context().browser().newPage({ viewport: { width, height: height + 48 } })
    const images = shots.map((s) => `<img height="${height}" src="data:image/png;base64,${s.png}">`).join('')
    await sheet.setContent(`<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#dfe4e1}
      img{border-radius:14px;box-shadow:0 6px 24px #0003}</style>${images}`)
    await writeFile(join(folder, `${this.name}.png`), await sheet.screenshot())
    await sheet.close()
  }
}

/** Waits until pictures and letters are there. */
async function settled(page) {
  await page.evaluate(() => Promise.all([document.fonts.ready, ...[...document.images].map((i) => i.decode().catch(() => undefined))]))
}

export const sizes = { desktop, phone }
