import { DateTime } from 'luxon'
import { type DateInput, inTokyo } from './tokyo.js'
import { toHalfWidth } from './full_width.js'

/**
 * 和暦: the Japanese year, counted within an era.
 *
 * Rule source: 元号法 and the 政令 of each change. An era begins on the day
 * given here; the first year is 元年 and ends, like any other, on 31 December.
 * 昭和64年 had seven days, and 平成元年 began on the eighth.
 *
 * 明治 is counted from 1868-01-25 (慶応4年1月1日), as the edict of the change
 * backdated it. ICU still prints 慶応 for that year, which is why this does not
 * lean on Intl. Until the end of 1872 Japan used a lunar calendar: those days
 * are converted by the Gregorian one, which is enough for the records we hold.
 * A date before 明治 is written in 西暦.
 *
 * The official style has no leading zeros (令和8年11月23日). `pad` writes two
 * digits for month and day (平成27年06月25日), as some offices' lists do. The
 * ligature ㋿ is never written: CP932 does not have it.
 */
const ERAS = [
  { name: '令和', letter: 'R', code: 5, start: '2019-05-01' },
  { name: '平成', letter: 'H', code: 4, start: '1989-01-08' },
  { name: '昭和', letter: 'S', code: 3, start: '1926-12-25' },
  { name: '大正', letter: 'T', code: 2, start: '1912-07-30' },
  { name: '明治', letter: 'M', code: 1, start: '1868-01-25' },
] as const

type Era = (typeof ERAS)[number]

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'] as const

export interface WarekiOptions {
  /**
   * Two digits for month and day. The year of the era is padded too, except 元年.
   */
  pad?: boolean
}

/**
 * @example
 * formatWareki('2026-11-23') // '令和8年11月23日'
 * formatWareki('2019-05-01') // '令和元年5月1日'
 * formatWareki('2015-06-25', { pad: true }) // '平成27年06月25日'
 */
export function formatWareki(input: DateInput, options: WarekiOptions = {}): string {
  const date = inTokyo(input)
  const digits = (value: number) => (options.pad ? String(value).padStart(2, '0') : String(value))
  return `${formatWarekiYear(date, options)}${digits(date.month)}月${digits(date.day)}日`
}

/**
 * @example
 * formatWarekiWithWeekday('2026-11-23') // '令和8年11月23日 月曜日'
 */
export function formatWarekiWithWeekday(input: DateInput, options: WarekiOptions = {}): string {
  const date = inTokyo(input)
  return `${formatWareki(date, options)} ${WEEKDAYS[date.weekday - 1]}曜日`
}

/**
 * The year alone, for lists of years.
 *
 * @example
 * formatWarekiYear('1989-01-08') // '平成元年'
 */
export function formatWarekiYear(input: DateInput, options: WarekiOptions = {}): string {
  const date = inTokyo(input)
  const era = eraOf(date)
  if (!era) {
    return `${date.year}年`
  }
  const year = yearWithin(era, date)
  if (year === 1) {
    return `${era.name}元年`
  }
  return `${era.name}${options.pad ? String(year).padStart(2, '0') : year}年`
}

/**
 * The short style of forms and narrow columns. The first year is 1.
 *
 * @example
 * formatWarekiShort('2026-11-23') // 'R8/11/23'
 */
export function formatWarekiShort(input: DateInput): string {
  const date = inTokyo(input)
  const era = eraOf(date)
  return era
    ? `${era.letter}${yearWithin(era, date)}/${date.month}/${date.day}`
    : date.toFormat('yyyy/M/d')
}

/**
 * What became of a date somebody typed.
 *
 * `converted` is set when the date was written in an era that had ended or not
 * yet begun (昭和65年, 平成元年1月3日): the day is clear, so it is taken, and the page
 * can show how it was read. `messageKey` names the sentence in errors.json.
 */
export type ParsedDate =
  | { ok: true; iso: string; converted?: string }
  | { ok: false; problem: 'unreadable' | 'no_such_day'; messageKey: string; written: string }

/**
 * Reads a date as people write it, 和暦 or 西暦, 全角 or 半角.
 *
 * 2026-11-23 · 2026/11/23 · 20261123 · 2026年11月23日 · 令和8年11月23日 · 令和元年5月1日 ·
 * R8.11.23 · r08/11/23 · R081123 · 昭20.3.4 · 5081123 (era code 1–5 and six digits, as
 * older systems export it)
 *
 * @example
 * parseJapaneseDate('Ｓ６４．１．７') // { ok: true, iso: '1989-01-07' }
 */
export function parseJapaneseDate(input: string): ParsedDate {
  const written = input.trim()

  /**
   * NFKC also opens ㍻ and ㋿ into two characters. It is safe here because
   * a date is never stored as written.
   */
  const text = toHalfWidth(written.normalize('NFKC'))
    .replace(/\s+/g, '')
    .replace(/元年?/, (found) => (found === '元年' ? '1年' : '1'))
    .replace(/\(?[日月火水木金土]曜日?\)?$|\([日月火水木金土]\)$/, '')

  const western =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (western) {
    return accept(written, Number(western[1]), Number(western[2]), Number(western[3]))
  }

  const japanese =
    /^(令和?|平成?|昭和?|大正?|明治?|[RHSTM])(\d{1,3})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(
      text
    ) ??
    /^(令和?|平成?|昭和?|大正?|明治?|[RHSTM])(\d{2})(\d{2})(\d{2})$/i.exec(text) ??
    /^([1-5])-?(\d{2})(\d{2})(\d{2})$/.exec(text)

  if (!japanese) {
    return { ok: false, problem: 'unreadable', messageKey: 'errors.date.unreadable', written }
  }

  const era = eraNamed(japanese[1])
  const yearOfEra = Number(japanese[2])
  const year = DateTime.fromISO(era.start).year + yearOfEra - 1
  if (yearOfEra === 0) {
    return { ok: false, problem: 'no_such_day', messageKey: 'errors.date.no_such_day', written }
  }
  return accept(written, year, Number(japanese[3]), Number(japanese[4]), era)
}

function accept(
  written: string,
  year: number,
  month: number,
  day: number,
  writtenEra?: Era
): ParsedDate {
  const date = DateTime.fromObject({ year, month, day }, { zone: 'Asia/Tokyo' })
  if (!date.isValid || year < 1) {
    return { ok: false, problem: 'no_such_day', messageKey: 'errors.date.no_such_day', written }
  }

  const iso = date.toISODate()
  if (writtenEra && eraOf(date) !== writtenEra) {
    return { ok: true, iso, converted: formatWareki(date) }
  }
  return { ok: true, iso }
}

function eraOf(date: DateTime): Era | undefined {
  const iso = date.toISODate()!
  return ERAS.find((era) => era.start <= iso)
}

function yearWithin(era: Era, date: DateTime): number {
  return date.year - Number(era.start.slice(0, 4)) + 1
}

function eraNamed(written: string): Era {
  return ERAS.find(
    (era) =>
      era.name.startsWith(written) ||
      era.letter === written.toUpperCase() ||
      String(era.code) === written
  )!
}
