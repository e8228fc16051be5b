import { join } from 'node:path'
import { ensureSecret, readSecret } from '#database/embedded/secret_file'

const pathOf = (directory: string) => join(directory, 'app_key')

/** The key of this data folder, or null before the first `npm start`. */
export function readAppKey(directory: string): string | null {
  return readSecret(pathOf(directory))
}

/**
 * The key of this data folder, generated once. Sessions, access keys and the
 * database roles' passwords hang on it: losing it locks the data away.
 */
export function ensureAppKey(directory: string): string {
  return ensureSecret(pathOf(directory))
}
