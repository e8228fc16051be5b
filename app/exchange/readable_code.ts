import { randomInt } from 'node:crypto'

/** Digits and capitals without 0, 1, I and O, which are misread on paper and over the phone. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * Arithmetic of GF(32), modulus x⁵+x²+1: a check character from it finds every
 * wrong character and every exchange of two, which a sum modulo 32 cannot.
 */
const POWERS: number[] = [1]
for (let i = 1; i < 31; i++) {
  const doubled = POWERS[i - 1] << 1
  POWERS.push(doubled & 32 ? (doubled ^ 0b100101) & 31 : doubled)
}
const multiply = (a: number, b: number) =>
  a === 0 || b === 0 ? 0 : POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 31]

function checkCharacter(body: string) {
  const sum = [...body].reduce(
    (total, symbol, i) => total ^ multiply(ALPHABET.indexOf(symbol), POWERS[(i + 1) % 31]),
    0
  )
  return ALPHABET[sum]
}

/**
 * Makes a code of twelve symbols, the last one its check character, by which a
 * person reads, types and says something: access keys, link codes.
 * Eleven symbols carry 55 bits.
 *
 * @param pick chooses each symbol's index below 32; a cryptographic random number unless told
 */
export function makeReadableCode(pick: (position: number) => number = () => randomInt(32)) {
  const body = Array.from({ length: 11 }, (_, position) => ALPHABET[pick(position)]).join('')
  return body + checkCharacter(body)
}

/** Twelve symbols in groups for reading aloud: `ABCD-EFGH-JKLM`. */
export function formatReadableCode(code: string) {
  return code.match(/.{4}/g)!.join('-')
}

/**
 * Reads what a person typed: any width and case, with or without hyphens and
 * spaces.
 *
 * @returns the twelve symbols, or null when it cannot be a code (wrong length, foreign symbol, check character)
 */
export function readReadableCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—―−ー]/g, '')
  if (code.length !== 12 || [...code].some((symbol) => !ALPHABET.includes(symbol))) return null
  return checkCharacter(code.slice(0, 11)) === code[11] ? code : null
}
