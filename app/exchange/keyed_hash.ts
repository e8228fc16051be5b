import { createHmac, hkdfSync } from 'node:crypto'
import env from '#start/env'

const keys = new Map<string, Buffer>()

/**
 * Hash of a secret or an address under a key of its own purpose, derived from
 * APP_KEY: the same input gives the same hash, so it can be looked up, and the
 * database alone does not suffice to guess it.
 *
 * @param purpose what the hash is for; different purposes never give comparable hashes
 */
export function keyedHash(purpose: string, value: string): Buffer {
  let key = keys.get(purpose)
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', env.get('APP_KEY').release(), '', purpose, 32))
    keys.set(purpose, key)
  }
  return createHmac('sha256', key).update(value).digest()
}
