/**
 * 住所表示番号の抜き出し (Japan Post's barcode manual, pages 19 to 24): of the
 * address after the 町域 that the postal code stands for, what a machine sorts
 * by, in digits, hyphens and single letters.
 */

/** 漢数字 count only directly before one of these (supplement 1). */
const COUNTED = '丁目|丁|番地|番|号|地割|線|の|ノ'
const NUMERALS = new RegExp(`[〇一二三四五六七八九十百千]+(?=${COUNTED})`, 'g')

/** Hyphens and what is typed for them; the long vowel mark only between digits, where it is none. */
const HYPHENS = /[‐‑‒–—―−－]|(?<=\d)[ーｰ](?=\d)/g

/**
 * @param addressAfterTown 住所B: 番地 and 方書, without the 町域
 * @example addressDigits('3丁目30-8 郵便ビル403号') // '3-30-8-403'
 */
export function addressDigits(addressAfterTown: string): string {
  const text = addressAfterTown
    .normalize('NFKC')
    .toUpperCase()
    .replace(HYPHENS, '-')
    .replace(/[&/・.]/g, '')
    .replace(NUMERALS, (found) => String(numberOf(found)))
    /** Two letters and more are a word (supplement of rule 3). */
    .replace(/[A-Z]{2,}/g, ' ')
    /** A floor: 10F is 10, and 1F1号 is 1-1 (supplements 2 and 3). */
    .replace(/(\d)F/g, '$1 ')
    .replace(/[^0-9A-Z-]+/g, '-')
    .replace(/-{2,}/g, '-')
    /** A letter stands by itself (supplement 4). */
    .replace(/-?([A-Z])-?/g, '$1')
  return text.replace(/^-|-$/g, '')
}

const DIGITS = '〇一二三四五六七八九'
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 十一 and 一一 are 11, 二百三 is 203. */
function numberOf(numerals: string): number {
  if (!/[十百千]/.test(numerals)) {
    return Number(Array.from(numerals, (numeral) => DIGITS.indexOf(numeral)).join(''))
  }
  let [total, last] = [0, 0]
  for (const numeral of numerals) {
    const unit = UNITS[numeral]
    if (unit) [total, last] = [total + (last || 1) * unit, 0]
    else last = DIGITS.indexOf(numeral)
  }
  return total + last
}
