import { addressDigits } from './address_digits.js'

/** Each character's three bars: 1 long, 2 upper half, 3 lower half, 4 timing. */
const BARS: Record<string, string> = {
  ...{ 0: '144', 1: '114', 2: '132', 3: '312', 4: '123', 5: '141', 6: '321', 7: '213' },
  ...{ 8: '231', 9: '411', '-': '414', 'CC1': '324', 'CC2': '342', 'CC3': '234', 'CC4': '432' },
  ...{ CC5: '243', CC6: '423', CC7: '441', CC8: '111' },
}
const START = '13'
const STOP = '31'

/** In the order of their values in the check digit: 0 to 9, the hyphen 10, CC1 to CC8 11 to 18. */
export const SYMBOLS = [
  ...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-'],
  ...['CC1', 'CC2', 'CC3', 'CC4', 'CC5', 'CC6', 'CC7', 'CC8'],
] as const
export type BarcodeSymbol = (typeof SYMBOLS)[number]

const POSTAL = 7
const ADDRESS = 13

export interface CustomerBarcode {
  /** 20: seven of the postal code, thirteen of the address. */
  symbols: BarcodeSymbol[]
  check: BarcodeSymbol
  /** 67 bars as digits, see `BARS`. */
  bars: string
}

/**
 * カスタマバーコード. `null` where the manual wants none: no postal code of seven
 * digits, or one that stands for everything not listed (代表番号, …00).
 *
 * @param address 住所B, what comes after the 町域; nothing for a 大口事業所個別番号, which says it all
 */
export function customerBarcode(
  postalCode: string,
  address: string | null
): CustomerBarcode | null {
  const postal = postalCode.normalize('NFKC').replace(/[^0-9]/g, '')
  if (postal.length !== POSTAL || postal.endsWith('00')) return null
  const rest = Array.from(address === null ? '' : addressDigits(address)).flatMap(symbolsOf)
  /** A letter's second half may fall off the end; its first half stays (manual, page 25). */
  const data = [...rest, ...Array<BarcodeSymbol>(ADDRESS).fill('CC4')].slice(0, ADDRESS)
  const symbols = [...(Array.from(postal) as BarcodeSymbol[]), ...data]
  const check = checkSymbol(symbols)
  const bars = START + [...symbols, check].map((symbol) => BARS[symbol]).join('') + STOP
  return { symbols, check, bars }
}

/** A to J are CC1 and a digit, K to T CC2, U to Z CC3. */
function symbolsOf(character: string): BarcodeSymbol[] {
  const letter = character.charCodeAt(0) - 65
  if (letter < 0) return [character as BarcodeSymbol]
  const control = (['CC1', 'CC2', 'CC3'] as const)[Math.floor(letter / 10)]
  return [control, String(letter % 10) as BarcodeSymbol]
}

/** What makes the sum of all values a multiple of 19; nothing at all (0) when it is one already. */
export function checkSymbol(symbols: BarcodeSymbol[]): BarcodeSymbol {
  const sum = symbols.reduce((total, symbol) => total + SYMBOLS.indexOf(symbol), 0)
  return SYMBOLS[(19 - (sum % 19)) % 19]
}
