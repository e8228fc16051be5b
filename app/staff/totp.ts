import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Seconds a code is shown, and how many steps a clock may be off in either direction (RFC 6238, 5.2). */
const STEP_SECONDS = 30
const TOLERANCE = 1
const DIGITS = 6

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A secret of 160 bits, as long as the hash it is used with (RFC 4226, 4). */
export const makeTotpSecret = () => randomBytes(20)

/** The secret as authenticators take it when it is typed: base32 (RFC 4648), here always without padding. */
export function toBase32(secret: Buffer): string {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits
    .match(/.{1,5}/g)!
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

/** The code of one counter value (HOTP, RFC 4226, 5.3). */
export function codeOf(secret: Buffer, counter: number): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', secret).update(message).digest()
  const offset = mac[mac.length - 1] & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The time step of a moment (TOTP, RFC 6238, 4.2). */
export const stepAt = (milliseconds: number) => Math.floor(milliseconds / 1000 / STEP_SECONDS)

/**
 * The time step whose code was typed. Whoever accepts it has to see that the
 * step is later than the last one accepted: a code works once.
 *
 * @param typed six digits; full-width ones and blanks are looked through
 * @returns the step, or null when the code is none of now
 */
export function stepOfCode(secret: Buffer, typed: string, now = Date.now()): number | null {
  const code = Buffer.from(typed.normalize('NFKC').replace(/\s/g, ''))
  if (code.length !== DIGITS) return null
  for (let off = -TOLERANCE; off <= TOLERANCE; off++) {
    const step = stepAt(now) + off
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), code)) return step
  }
  return null
}

/** The address a QR code carries into an authenticator (the Key URI Format authenticators share). */
export function totpAddress(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
