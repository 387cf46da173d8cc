import { setTimeout as wait } from 'node:timers/promises'

/** Tries check until it holds, at most ten seconds; then its own error says why. */
export async function expect(check, { within = 10_000 } = {}) {
  const end = Date.now() + within
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await wait(100)
  }
}
