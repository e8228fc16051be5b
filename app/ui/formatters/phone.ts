import { digitsOf, toHalfWidth } from './full_width.js'

/**
 * 電話番号: digits with the leading 0, shown with hyphens.
 *
 * Where the hyphens of a fixed line stand depends on the 市外局番 table of
 * 総務省, which has some five hundred entries and changes (043-xxx in 千葉,
 * 0436-xx in 市原, both beginning 043). So a number that was written with hyphens
 * keeps them, and bare digits are divided only where the first digits alone
 * decide: mobile and IP phones (070, 080, 090, 050), free and special numbers
 * (0120, 0570, 0990, 0800 — asked before 080), 東京 03 and 大阪 06. Any other number is shown
 * undivided: a hyphen in the wrong place is worse than none.
 */
const GROUPS: Array<[pattern: RegExp, groups: RegExp]> = [
  [/^0800\d{7}$/, /^(\d{4})(\d{3})(\d{4})$/],
  [/^0[5789]0\d{8}$/, /^(\d{3})(\d{4})(\d{4})$/],
  [/^(?:0120|0570|0990)\d{6}$/, /^(\d{4})(\d{3})(\d{3})$/],
  [/^0[36]\d{8}$/, /^(\d{2})(\d{4})(\d{4})$/],
]

/**
 * @example
 * formatPhone('09012345678') // '090-1234-5678'
 * formatPhone('０４３（２９６）１１１１') // '043-296-1111'
 * formatPhone('0436221111') // '0436221111'
 */
export function formatPhone(number: string): string {
  const written = toHalfWidth(number)
    .trim()
    .replace(/[()（）\s]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/-+/g, '-')

  if (/^0\d+(-\d+)+$/.test(written)) {
    return written
  }

  const digits = digitsOf(number)
  for (const [pattern, groups] of GROUPS) {
    if (pattern.test(digits)) {
      return digits.replace(groups, '$1-$2-$3')
    }
  }
  return digits.length > 0 ? digits : number
}

/**
 * The digits to dial, for a `tel:` link.
 */
export function phoneDigits(number: string): string {
  return digitsOf(number)
}

/**
 * Reads a telephone number as typed.
 *
 * @returns ten or eleven digits beginning with 0, or null
 */
export function parsePhone(input: string): string | null {
  const half = toHalfWidth(input)
  if (/[^\d\s()（）+-]/.test(half)) {
    return null
  }
  const digits = digitsOf(half)
  return /^0\d{9,10}$/.test(digits) ? digits : null
}
