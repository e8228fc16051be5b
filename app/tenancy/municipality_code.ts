/**
 * 全国地方公共団体コード: two digits of the prefecture, three of the
 * municipality, one check digit (総務省). Text, because the leading zero counts.
 *
 * @param code six half-width digits
 * @returns whether the check digit is right
 */
export function isMunicipalityCode(code: string) {
  if (!/^\d{6}$/.test(code)) return false
  const digits = [...code].map(Number)
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * digits[i], 0)
  return (11 - (sum % 11)) % 10 === digits[5]
}
