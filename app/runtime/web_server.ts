import type { ChildProcess } from 'node:child_process'
import { startChild } from '#app/runtime/child'
import { isPortFree } from '#database/embedded/free_port'
import { SetupError } from '#database/setup_error'

const BOOT_PATIENCE = 90_000

/** An address that listens everywhere is no address to call. */
function callable(host: string) {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::' || host === '[::]') return '[::1]'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

/** Says that the port cannot be had before anything has been started for nothing. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(`PORT is ${port}, and a port is a number from 1 to 65535.`)
  }
  if (await isPortFree(port, host)) return
  throw new SetupError(
    `Port ${port} on ${host} is in use by another program. Stop that one, or choose another port: PORT=${port + 1} npm start.`
  )
}

export interface WebServer {
  process: ChildProcess
  /** Resolves with its exit code when it ends, whatever for. */
  ended: Promise<number>
}

export function startWebServer(): WebServer {
  const child = startChild('bin/server', [], { output: 'inherit' })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return { process: child, ended }
}

/**
 * Waits until the server answers on /health, which means that the application
 * has booted and reaches its database.
 *
 * @returns False when it ended before that
 */
export async function untilHealthy(server: WebServer, host: string, port: number) {
  const address = `http://${callable(host)}:${port}/health`
  const deadline = Date.now() + BOOT_PATIENCE
  let last = 'nothing'
  let ended = false
  void server.ended.then(() => (ended = true))

  while (!ended) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(3_000) })
      if (response.ok) return true
      last = `HTTP ${response.status}`
    } catch (error) {
      last = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message
    }
    if (Date.now() > deadline) {
      throw new SetupError(
        `The web server runs but ${address} does not answer with 200 (${last}). What it printed above says why.`
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}
