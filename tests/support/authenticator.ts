import { setTimeout as wait } from 'node:timers/promises'
import { codeOf, stepAt } from '#app/staff/totp'
import type { Answer } from './browserless.js'

/** Milliseconds: a step, and what a slow machine may need to send a form. */
const STEP = 30_000
const TIME_TO_SEND = 5_000

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

/**
 * What it showed a step before, so that the code of now stays unused. It is
 * taken to the end of this step: where that is near, the next one is waited for,
 * and a little longer, as timers may come early.
 */
export async function codeBefore(secret: Buffer): Promise<string> {
  const left = STEP - (Date.now() % STEP)
  if (left < TIME_TO_SEND) await wait(left + 100)
  return codeNow(secret, -1)
}
