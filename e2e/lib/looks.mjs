// Whether a screen can be shown to anybody: nothing hangs over its edge, and axe-core finds no serious fault.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Lists what is wrong with a page: "what: where". */
export async function faults(page) {
  const list = []
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (over > 0) list.push(`wider than the screen: by ${over} pixels`)
  await page.evaluate(await axe) // through the debugger, which the content policy does not bind
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  for (const v of violations) {
    if (v.impact === 'serious' || v.impact === 'critical') list.push(`${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`)
  }
  return list
}
