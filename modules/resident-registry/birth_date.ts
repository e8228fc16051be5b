import { parseJapaneseDate } from '#app/ui/main'

/**
 * 生年月日 as registers have it: a day; or only part of one, or nothing, in
 * words or in zeros (昭和20年月日不詳, 1960-00-00, 年月日不詳). What was
 * received is kept beside the day, always.
 */
export interface BirthDate {
  kind: 'exact' | 'partial' | 'unknown'
  /** ISO, where the day is known. */
  date?: string
  text: string
}

const YEAR_KNOWN = /^(\d{4}|(明治|大正|昭和|平成|令和|[MTSHRmtshr])\s?(\d{1,2}|元))/
const ZEROS = /^(\d{4}|[MTSHRmtshr]?\d{1,2})[-/.年]?0{1,2}[-/.月]?0{1,2}日?$/
const NO_YEAR = /^0{1,4}[-/.年]?0{1,2}[-/.月]?0{1,2}日?$/

/** @returns nothing when it is neither a day nor one of the ways to say that it is not known */
export function readBirthDate(text: string): BirthDate | undefined {
  const parsed = parseJapaneseDate(text)
  if (parsed.ok) return { kind: 'exact', date: parsed.iso, text }
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (NO_YEAR.test(plain)) return { kind: 'unknown', text }
  if (ZEROS.test(plain)) return { kind: 'partial', text }
  if (!/不詳|不明/.test(plain)) return undefined
  return { kind: YEAR_KNOWN.test(plain) ? 'partial' : 'unknown', text }
}
