import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#app/exchange/main'

/**
 * What the mailed link of 申込者チェック carries: only who reads the mails of
 * the address typed in the form has it.
 */
export function applicantProof(bookingToken: string, email: string): string {
  return keyedHash('applicant proof', `${bookingToken} ${email}`).toString('base64url')
}

/** Whether somebody brings the proof for this booking and address. */
export function proves(proof: unknown, bookingToken: string, email: unknown): boolean {
  if (typeof proof !== 'string' || typeof email !== 'string') return false
  const right = Buffer.from(applicantProof(bookingToken, email))
  const brought = Buffer.from(proof)
  return brought.length === right.length && timingSafeEqual(brought, right)
}
