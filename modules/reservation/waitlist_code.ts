import { keyedHash, makeReadableCode } from '#app/exchange/main'

/**
 * The code that opens a place in the line, derived from the form's token like
 * an access key from a booking's, so that a form sent twice shows the same.
 */
export function waitlistCodeFor(token: string): string {
  const bytes = keyedHash('waitlist code', token)
  return makeReadableCode((position) => bytes[position] & 31)
}

/** What is stored of a waitlist code. */
export const waitlistCodeHash = (code: string) => keyedHash('waitlist code look-up', code)

/** The booking token of the seat offered to an entry: whoever has the code can come by it, the database alone cannot. */
export const offerToken = (codeHash: Buffer) =>
  keyedHash('waitlist offer', codeHash.toString('base64')).toString('base64url').slice(0, 22)
