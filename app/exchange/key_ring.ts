import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { appKeys } from '#config/encryption'

/** The framework's encryption, as far as it is needed here. */
interface Cipher {
  encrypt(value: any, expiresIn: undefined, purpose: string): string
  decrypt<T extends any>(sealed: string, purpose: string): T | null
}

/** How many tokens are remembered: names and addresses repeat the same pairs of characters again and again. */
const MOST_KNOWN = 200_000

/**
 * The keys of what is kept encrypted and still has to be found: the one in
 * use first, then those before it, with which older rows can be read until
 * they are encrypted anew.
 */
export class KeyRing {
  #tokens = new Map<string, string>()

  /**
   * @param keys APP_KEY, and old ones
   * @param cipher encrypts with the first of them and decrypts with any
   */
  constructor(
    readonly keys: readonly string[],
    private cipher: Cipher
  ) {}

  /** Tells the key in use from others without telling anything about it; changes with what tokens are made of. */
  get keyId(): number {
    return keyIdOf(this.keys[0])
  }

  /** @param purpose what it belongs to: it opens nowhere else, so rows cannot be exchanged for each other */
  seal(value: unknown, purpose: string): string {
    return this.cipher.encrypt(value, undefined, purpose)
  }

  /** @throws Error when no key of the ring opens it */
  open<T>(sealed: string, purpose: string): T {
    const value = this.cipher.decrypt<T>(sealed, purpose)
    if (value === null) {
      throw new Error(
        'A record cannot be decrypted. If APP_KEY was changed, give the key before it in APP_OLD_KEYS.'
      )
    }
    return value
  }

  /**
   * A token by which equal values are found without being readable: the first
   * 64 bits of a keyed hash, as PostgreSQL's bigint.
   *
   * @param keyId of an older key of the ring, to name what was stored with it
   */
  token(value: string, keyId = this.keyId): string {
    const hash = createHmac('sha256', this.#tokenKey(keyId)).update(value).digest()
    return hash.readBigInt64BE(0).toString()
  }

  /** The same for values that come again and again, like pairs of characters: remembered, as far as there is room. */
  frequentToken(value: string, keyId = this.keyId): string {
    const name = `${keyId} ${value}`
    let token = this.#tokens.get(name)
    if (!token) {
      token = this.token(value, keyId)
      if (this.#tokens.size >= MOST_KNOWN) this.#tokens.clear()
      this.#tokens.set(name, token)
    }
    return token
  }

  #tokenKey(keyId: number): KeyObject {
    const key = this.keys.find((candidate) => keyIdOf(candidate) === keyId)
    if (!key) {
      throw new Error(
        'A record was indexed with a key that is neither APP_KEY nor in APP_OLD_KEYS.'
      )
    }
    return tokenKeyOf(key)
  }
}

/** Raised when tokens are made of something else than before, so that rows indexed the old way are found and done anew. */
const TOKENS_MADE_SINCE = 1

const derived = new Map<string, KeyObject>()

function tokenKeyOf(key: string): KeyObject {
  let found = derived.get(key)
  if (!found) {
    found = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'blind index', 32)))
    derived.set(key, found)
  }
  return found
}

const ids = new Map<string, number>()

function keyIdOf(key: string): number {
  let id = ids.get(key)
  if (id === undefined) {
    const name = `which key is it, ${TOKENS_MADE_SINCE}`
    id = createHmac('sha256', tokenKeyOf(key)).update(name).digest().readInt32BE(0)
    ids.set(key, id)
  }
  return id
}

/** The keys this process was started with. */
export const keyRing = new KeyRing(appKeys, {
  encrypt: (value, expiresIn, purpose) => encryption.encrypt(value, expiresIn, purpose),
  decrypt: (sealed, purpose) => encryption.decrypt(sealed, purpose),
})
