import { readReadableCode } from '#app/exchange/main'
import type { MayBook } from '#modules/accounts/api'
import type { MayBookByCode } from '#modules/reservation/api'
import { lockedNotInUse } from './queries/locked_not_in_use.js'

/**
 * Whoever books with a link code, or with the ID printed on the letter, which
 * is one (R79), is the resident it stands or stood for, and books as long as
 * they are in use (R105). What is no resident's code is not ours to judge.
 */
const mayBook: MayBook & MayBookByCode = async (typed) => {
  const code = readReadableCode(typed)
  return !code || (await lockedNotInUse([code])).length === 0
}

export default mayBook
