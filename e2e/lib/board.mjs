// Somebody who looks at the office's board, in a browser context of their own.
export class Board {
  static async open(context, url) {
    const page = await context.newPage()
    await page.goto(`${url}/office/`)
    await page.getByRole('button', { name: /^Kepala dinas/ }).click()
    await page.getByRole('heading', { name: 'Papan', level: 1 }).waitFor()
    await page.getByText(/dari 42\.000/).first().waitFor()
    return new Board(page, url)
  }

  constructor(page, url) {
    this.page = page
    this.url = url
  }

  /** The sentence on top of the board, as it stands on the screen now. */
  async sentence() {
    return (await this.page.getByText(/dari 42\.000 —/).textContent()).trim()
  }

  async #get(path) {
    const answer = await this.page.request.get(this.url + path)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`)
    return answer.json()
  }

  /** What the board counts in the city: the activated, and every other outcome with its reason, "failed no_signal". */
  async results() {
    const { realised, outcomes } = await this.#get('/api/v1/board')
    return { realised, ...Object.fromEntries(outcomes.filter((o) => o.n > 0 && o.outcome !== 'active').map((o) => [`${o.outcome} ${o.code}`.trim(), o.n])) }
  }

  /** The figures in which an activation must show, and those in which it must not. */
  async counts({ kelurahan, group }) {
    const board = await this.#get('/api/v1/board')
    const city = kelurahan.slice(0, 5) === board.city.code
    const areas = city ? await this.#get(`/api/v1/board/areas?within=${kelurahan.slice(0, 8)}`) : { rows: [] }
    const groups = await this.#get('/api/v1/board/groups')
    const area = areas.rows.find((r) => r.code === kelurahan)
    const agency = groups.rows.find((r) => r.id === group)
    return {
      city: board.realised,
      today: board.today,
      servedHere: board.served_here,
      outsiders: board.outsiders_served,
      kelurahan: area?.realised,
      kelurahanToday: area?.today,
      agency: agency && agency.realised + agency.elsewhere,
    }
  }
}

/** Where a resident lives and belongs, asked with an officer's session. */
export async function whereabouts(page, url, nik) {
  const found = await (await page.request.post(`${url}/api/v1/residents/search`, { data: { text: nik } })).json()
  const [person] = found.hits
  const standing = await (await page.request.get(`${url}/api/v1/residents/${person.id}/standing`)).json()
  return { id: person.id, name: person.name, kelurahan: person.area.code, group: standing.group?.id }
}
