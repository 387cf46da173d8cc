// A real Chromium as the system has it.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(Boolean)

export async function startBrowser() {
  const executablePath = places.find((p) => existsSync(p))
  if (!executablePath) throw new Error('no Chromium: run scripts/install.sh')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
    ],
  })
}

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'id-ID', timezoneId: 'Asia/Jakarta' }
export const desktop = { viewport: { width: 1360, height: 860 }, locale: 'id-ID', timezoneId: 'Asia/Jakarta' }
