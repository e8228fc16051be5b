import encryption from '@adonisjs/core/services/encryption'
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1'
import { keyedHash } from '#app/exchange/main'

/** Guesses a browser makes at most: about a second's work for a phone, an hour's for whoever wants ten thousand seats. */
const MOST_GUESSES = 40_000

const MINUTES = 30

/** Seconds to wait where a browser cannot calculate. */
export const WAIT_SECONDS = 8

const hmacKey = () => keyedHash('booking challenge', '').toString('base64url')
const TICKET = 'booking challenge wait'

/**
 * A puzzle the browser solves by itself before it may hold a seat: cheap for
 * one resident, dear for a script that wants them all. It belongs to one
 * booking, so its solution is good for one seat. Nothing leaves the house and
 * nobody has to recognise traffic lights.
 *
 * @returns JSON in base64, for an attribute of the form
 */
export async function makeChallenge(bookingToken: string): Promise<string> {
  const challenge = await createChallenge({
    hmacKey: hmacKey(),
    maxNumber: MOST_GUESSES,
    expires: new Date(Date.now() + MINUTES * 60_000),
    params: { booking: bookingToken },
  })
  return Buffer.from(JSON.stringify(challenge)).toString('base64')
}

/** Whether what the form sent is a solution of this booking's puzzle. */
export async function isSolved(solution: unknown, bookingToken: string): Promise<boolean> {
  if (typeof solution !== 'string' || solution.length > 2_000) return false
  try {
    return (
      (await verifySolution(solution, hmacKey())) &&
      extractParams(solution).booking === bookingToken
    )
  } catch {
    return false
  }
}

/**
 * The way through without JavaScript: somebody waits some seconds and presses
 * the button once more.
 */
export function makeWaitTicket(bookingToken: string): string {
  return encryption.encrypt(
    { bookingToken, from: Date.now() + WAIT_SECONDS * 1000 },
    { expiresIn: `${MINUTES} minutes`, purpose: TICKET }
  )
}

/** Seconds that are still to be waited; nothing when it is no ticket of this booking. */
export function leftToWait(ticket: unknown, bookingToken: string): number | undefined {
  if (typeof ticket !== 'string') return undefined
  const waiting = encryption.decrypt<{ bookingToken: string; from: number }>(ticket, TICKET)
  if (waiting?.bookingToken !== bookingToken) return undefined
  return Math.max(0, Math.ceil((waiting.from - Date.now()) / 1000))
}
