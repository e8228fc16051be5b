import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { APP_ROOT, RUNS_FROM_SOURCE } from '#database/embedded/installation'
import { SetupError } from '#database/setup_error'

/**
 * Where a checkout keeps what it must not lose and what git must not see.
 *
 * `node ace build` empties the build folder, so a build that still lies inside
 * its checkout keeps its data beside it (`.data/build`), never in it.
 */
export function dataDirectory(settings: { MADOGUCHI_DATA?: string }): string {
  if (settings.MADOGUCHI_DATA) return resolve(settings.MADOGUCHI_DATA)

  const checkout = dirname(APP_ROOT.replace(/[/\\]$/, ''))
  if (!RUNS_FROM_SOURCE && existsSync(join(checkout, 'adonisrc.ts'))) {
    return join(checkout, '.data', basename(APP_ROOT))
  }
  return join(APP_ROOT, '.data')
}

/**
 * Makes sure the folder is there. Others may walk through it but not list it:
 * when we are root, PostgreSQL runs as another account and has to reach its
 * cluster inside. Every secret in it has mode 0600 of its own.
 */
export function ensureDataDirectory(directory: string) {
  try {
    if (existsSync(directory)) return
    mkdirSync(directory, { recursive: true })
    chmodSync(directory, 0o711)
  } catch (error) {
    throw new SetupError(
      `The data folder ${directory} cannot be created (${(error as NodeJS.ErrnoException).code}). Make its parent writable for you, or name another folder in MADOGUCHI_DATA.`
    )
  }
}
