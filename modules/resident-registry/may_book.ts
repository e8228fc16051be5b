import type { MayBook } from '#modules/accounts/api'
import { standingOfCode } from './queries/standing_of_code.js'

/**
 * The ID printed on the letter is the link code (R79): whoever signs in with
 * it is the resident it stands for, and books as long as they are in use
 * (R105). An ID that is no resident's code is not ours to judge.
 */
const mayBook: MayBook = async (userId) => {
  const standing = await standingOfCode(userId)
  return standing === 'active' || standing === 'unknown'
}

export default mayBook
