/**
 * Whether eleven digits are a 住民票コード by its check digit (住民基本台帳法
 * 7条13号; 同法施行規則 1条: ten digits at random and one check digit). The check
 * digit is that of the 個人番号, over ten digits: weights 2 to 7 and again 2 to 5
 * from the right, modulo 11, remainders 0 and 1 giving 0. The number must
 * not be asked for or kept by others than those the law names (同法 30条の37・38).
 *
 * One of eleven numbers passes by chance, telephone numbers too: whoever asks
 * has to know what the number stands for.
 *
 * @param text as written: full-width digits, blanks and hyphens are looked through
 */
export function isResidentRecordCode(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{11}$/.test(digits)) return false
  const sum = [...digits.slice(0, 10)].reverse().reduce((total, digit, i) => {
    const n = i + 1
    return total + Number(digit) * (n <= 6 ? n + 1 : n - 5)
  }, 0)
  const remainder = sum % 11
  return Number(digits[10]) === (remainder <= 1 ? 0 : 11 - remainder)
}

/** Whether a text has a 住民票コード somewhere in it, among whatever else it says. */
export function holdsResidentRecordCode(text: string): boolean {
  const digits = text.normalize('NFKC').match(/\d(?:[ -]?\d){10,}/g) ?? []
  return digits.some(isResidentRecordCode)
}
