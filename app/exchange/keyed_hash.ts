import { createHmac, hkdfSync } from 'node:crypto'
import env from '#start/env'

const keys = new Map<string, Buffer>()

/**
 * Hash of a secret or an address under a key of its own purpose, derived from
 * HASH_KEY, or APP_KEY where there is none: the same input gives the same hash,
 * so it can be looked up, and the database alone does not suffice to guess it.
 * What is hashed is gone, so the hash can never be made with another key.
 *
 * @param purpose what the hash is for; different purposes never give comparable hashes
 */
export function keyedHash(purpose: string, value: string): Buffer {
  let key = keys.get(purpose)
  if (!key) {
    const secret = env.get('HASH_KEY') ?? env.get('APP_KEY')
    key = Buffer.from(hkdfSync('sha256', secret.release(), '', purpose, 32))
    keys.set(purpose, key)
  }
  return createHmac('sha256', key).update(value).digest()
}
