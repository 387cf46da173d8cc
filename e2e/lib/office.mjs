// The office's screens, as its people use them.
import { readFile } from 'node:fs/promises'

/** Opens the office as somebody of a role: administrator, head, planner, registrar, auditor. Gives the page. */
export async function openOffice(context, url, role, path = '/') {
  const page = await context.newPage()
  const { accounts } = await (await page.request.get(`${url}/api/v1/demo/accounts`)).json()
  const account = accounts.find((a) => a.role === role)
  const began = await page.request.post(`${url}/api/v1/demo/session`, { data: { login: account.login } })
  if (!began.ok()) throw new Error(`login as ${role}: ${began.status()}`)
  await page.goto(`${url}/office${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  return page
}

/** Drops a file as from a folder of the desktop. bytes is a Buffer. */
export async function dropFile(page, name, bytes) {
  const transfer = await page.evaluateHandle(
    ([file, base64]) => {
      const held = new DataTransfer()
      held.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], file, { type: 'text/csv' }))
      return held
    },
    [name, bytes.toString('base64')],
  )
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer })
}

/** Presses what saves a file, and gives what was saved. */
export async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: (await readFile(await download.path())).toString() }
}
