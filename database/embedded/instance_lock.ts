import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { createServer, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetupError } from '#database/setup_error'

/**
 * The address that stands for a data folder. The kernel drops it with the
 * process that holds it, kill -9 included, so there is no stale lock to judge
 * by a process id. (On systems with neither abstract sockets nor pipes it is a
 * file, and a dead one answers no call.)
 */
function addressOf(directory: string) {
  const hash = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 24)
  if (process.platform === 'linux') return `\0madoguchi-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\madoguchi-${hash}`
  return join(tmpdir(), `madoguchi-${hash}.sock`)
}

function listen(address: string, greeting: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => {
      caller.on('error', () => {})
      caller.end(greeting)
    })
    server.once('error', reject)
    server.listen(address, () => resolve(server.unref()))
  })
}

/** What the holder says about itself; null when nobody answers. */
function ask(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    const call = connect(address)
    call.setTimeout(3_000, () => call.destroy())
    call.on('data', (chunk) => (answer += chunk.toString()))
    call.on('error', () => resolve(null))
    call.on('close', () => resolve(answer || null))
  })
}

/**
 * Makes this process the only one that starts a server from a data folder.
 *
 * @param directory The data folder
 * @param appUrl Where this process is going to serve, told to whoever comes second
 * @returns A function that gives the lock back
 */
export async function acquireInstanceLock(directory: string, appUrl: string) {
  const address = addressOf(directory)
  for (let attempt = 0; ; attempt++) {
    try {
      const server = await listen(address, appUrl)
      return () => void server.close()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }

    const holder = await ask(address)
    if (holder || attempt === 2) {
      throw new SetupError(
        `Madoguchi is already running from this folder, at ${holder ?? 'an address it does not tell'}: open that, or stop it with Ctrl-C in its terminal first.`
      )
    }
    if (!address.startsWith('\0')) rmSync(address, { force: true })
  }
}
