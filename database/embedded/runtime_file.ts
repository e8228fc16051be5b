import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from '#database/embedded/process_identity'
import { readSecret, writeSecret } from '#database/embedded/secret_file'

/** What another terminal needs to work with the server that runs from this data folder. */
export interface Runtime {
  /** Of the PostgreSQL server; while it lives the rest holds. */
  pid: number
  port: number
  /** The administrator's, password included: hence mode 0600. */
  databaseUrl: string
  appUrl: string
  startedAt: string
}

const pathOf = (directory: string) => join(directory, 'runtime.json')

/** The running server of this data folder, or null when none runs. */
export function readRuntime(directory: string): Runtime | null {
  const contents = readSecret(pathOf(directory))
  if (!contents) return null
  try {
    const runtime = JSON.parse(contents) as Runtime
    return isAlive(runtime.pid) ? runtime : null
  } catch {
    return null
  }
}

export function writeRuntime(directory: string, runtime: Runtime) {
  writeSecret(pathOf(directory), JSON.stringify(runtime, null, 2))
}

export function removeRuntime(directory: string) {
  rmSync(pathOf(directory), { force: true })
}
