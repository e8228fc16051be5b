import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { SetupError } from '#database/setup_error'

function refuse(path: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') {
    throw new SetupError(
      `${path} belongs to another user. Run this as the user who ran "npm start" in this folder first, or name a data folder of your own in MADOGUCHI_DATA.`
    )
  }
  throw error
}

/** The contents of a secret file, or null where there is none. */
export function readSecret(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    refuse(path, error)
  }
}

/** Writes a file only its owner can read. Nobody ever sees half of it. */
export function writeSecret(path: string, contents: string) {
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, `${contents}\n`, { mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    refuse(path, error)
  }
}

/**
 * The secret kept at `path`, made up on first use. Of two processes that get
 * here at once one creates the file and both read the same.
 */
export function ensureSecret(path: string): string {
  const known = readSecret(path)
  if (known) return known
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') refuse(path, error)
  }
  const secret = readSecret(path)
  if (!secret) {
    throw new SetupError(`${path} is empty. Delete it and start again: a new one is generated.`)
  }
  return secret
}
