/**
 * Whether twelve digits are a 個人番号 by its check digit (番号法施行令, 総務省令
 * 平成26年85号 5条). Such a number must be stored nowhere (番号法 19条, 20条), so
 * files and forms that bring one are refused.
 *
 * @param text as written: full-width digits, blanks and hyphens are looked through
 */
export function isMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{12}$/.test(digits)) return false
  const sum = [...digits.slice(0, 11)].reverse().reduce((total, digit, i) => {
    const n = i + 1
    return total + Number(digit) * (n <= 6 ? n + 1 : n - 5)
  }, 0)
  const remainder = sum % 11
  return Number(digits[11]) === (remainder <= 1 ? 0 : 11 - remainder)
}

/** Whether a text has a 個人番号 somewhere in it, among whatever else it says. */
export function holdsMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').match(/\d(?:[ -]?\d){11,}/g) ?? []
  return digits.some(isMyNumber)
}
