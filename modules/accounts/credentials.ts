import hash from '@adonisjs/core/services/hash'
import { keyedHash, readReadableCode } from '#app/exchange/main'
import { foldId } from './user_id.js'

/** Verified when there is no such account or no own password yet, so that every answer takes as long. */
const NOBODYS_HASH = hash.make('nobody signs in with this')

/** What the account row says of its password. */
export interface StoredPassword {
  passwordHash: string | null
  initialPasswordHash: Buffer | null
}

/**
 * Whether a typed password is the account's own or, before there is one, its
 * initial one. Takes tens of milliseconds: call it outside a transaction.
 */
export async function passwordMatches(typed: string, stored?: StoredPassword): Promise<boolean> {
  const own = await hash.verify(stored?.passwordHash ?? (await NOBODYS_HASH), typed)
  if (stored?.passwordHash) return own
  return stored?.initialPasswordHash?.equals(initialPasswordHash(typed)) ?? false
}

/**
 * What is stored of an initial password. It is random and used once, so a
 * keyed hash is enough, and ten thousand take a moment instead of minutes.
 */
export function initialPasswordHash(typed: string): Buffer {
  return keyedHash('initial password', readReadableCode(typed) ?? typed)
}

/** What is stored of the number on the 交付通知書 and the date of birth (ISO), which together name one account. */
export function noticeHash(noticeNumber: string, birthDate: string): Buffer {
  return keyedHash('notice number', `${foldId(noticeNumber)} ${birthDate}`)
}

/** How an address is found again; the address itself is stored encrypted. */
export function emailHash(email: string): Buffer {
  return keyedHash('account email', email.toLowerCase())
}
