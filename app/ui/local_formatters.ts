import type { I18n } from '@adonisjs/i18n'
import { fmt } from './edge_globals.js'
import { type DateInput, inTokyo } from './formatters/tokyo.js'

const PATTERNS = ['date', 'day', 'month_day', 'short_day', 'weekday', 'time', 'date_time'] as const

export type LocalFormatters = ReturnType<typeof make>

const made = new Map<string, LocalFormatters>()

/**
 * The formatters of a resident page, with dates and times as its language
 * writes them: its translations hold the patterns (Luxon's tokens) under
 * `ui.formats`. Always Asia/Tokyo, like everything.
 *
 * @example
 * localFormatters(i18n).dateTime('2026-11-24T08:30') // 'Tuesday 24 November 2026, 8:30'
 */
export function localFormatters(i18n: I18n): LocalFormatters {
  let formatters = made.get(i18n.locale)
  if (!formatters) made.set(i18n.locale, (formatters = make(i18n)))
  return formatters
}

function make(i18n: I18n) {
  const locale = i18n.t('ui.html_lang')
  const [date, day, monthDay, shortDay, weekday, time, dateTime] = PATTERNS.map((name) => {
    const pattern = i18n.t(`ui.formats.${name}`)
    return (input: DateInput) => inTokyo(input).toFormat(pattern, { locale })
  })
  return { ...fmt, date, day, monthDay, shortDay, weekday, time, dateTime }
}
