import { digitsOf, toHalfWidth } from './full_width.js'

/**
 * 郵便番号: seven digits, kept without a hyphen, shown as 〒261-0023
 * (日本郵便; three digits, hyphen, four digits).
 *
 * What is not seven digits is shown as it is rather than hidden: a wrong
 * number in the records has to be seen to be corrected.
 *
 * @example
 * formatPostalCode('2610023') // '〒261-0023'
 * formatPostalCode('2610023', { mark: false }) // '261-0023'
 */
export function formatPostalCode(code: string, options: { mark?: boolean } = {}): string {
  const digits = digitsOf(code)
  if (digits.length !== 7) {
    return code
  }
  const mark = options.mark === false ? '' : '〒'
  return `${mark}${digits.slice(0, 3)}-${digits.slice(3)}`
}

/**
 * Reads a 郵便番号 as typed: 全角 or 半角, with or without 〒 and hyphen.
 *
 * @returns seven digits, or null when it is not a postal code
 */
export function parsePostalCode(input: string): string | null {
  const compact = toHalfWidth(input).trim().replace(/^〒/, '').replace(/[-\s]/g, '')
  return /^\d{7}$/.test(compact) ? compact : null
}
