// Starts the built program's demo city on a free port, in a folder of its own, and stops it again.
import { spawn, execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

export const program = process.env.JEMPUT ?? new URL('../../bin/jemput', import.meta.url).pathname
const run = promisify(execFile)

/** A running demo: what it printed, its folder, and the means to ask it on the command line, kill it and start it again. */
export async function startDemo({ data, addr = '127.0.0.1:0' } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'jemput-e2e-')))
  const child = spawn(program, ['demo', '--addr', addr, '--data', folder, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const noise = []
  child.stderr.on('data', (b) => noise.push(b))
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    new Promise((_, reject) => child.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${Buffer.concat(noise)}`)))),
  ])
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal)
    await ended
  }
  return {
    ...JSON.parse(line),
    folder,
    log: () => Buffer.concat(noise).toString(),
    /** Runs a command on the demo's data and gives its JSON. */
    ask: async (...args) => JSON.parse((await run(program, [...args, '--data', folder, '--json'])).stdout),
    kill: () => stop('SIGKILL'),
    stop: async ({ keep = false } = {}) => {
      await stop()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}
