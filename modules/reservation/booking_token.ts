import { randomBytes } from 'node:crypto'

/** What a booking token looks like: 128 random bits, as routes match them. */
export const BOOKING_TOKEN = /^[A-Za-z0-9_-]{22}$/

/**
 * The secret of one booking, made by the page that offers the slot. It makes
 * a form sent twice count once, opens the pages of that booking without a
 * session or cookie, and the access key is derived from it.
 */
export function makeBookingToken() {
  return randomBytes(16).toString('base64url')
}
