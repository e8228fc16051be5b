import { codeOf, stepAt } from '#app/staff/totp'
import type { Answer } from './browserless.js'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The secret of an enrolment page, typed into an authenticator as a person would. */
export const secretOn = (page: Answer) => readBase32(page.words())

/** The secret in a text: eight groups of four symbols. */
export function readBase32(text: string): Buffer {
  const [groups] = text.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)!
  const bits = [...groups.replaceAll(' ', '')]
    .map((symbol) => BASE32.indexOf(symbol).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}

/** What an authenticator shows now, or so many steps off. */
export const codeNow = (secret: Buffer, off = 0) => codeOf(secret, stepAt(Date.now()) + off)
