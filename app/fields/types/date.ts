import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'
import { defineFieldType, type FieldDefinition, type FieldValue } from '#app/module_kit/main'
import {
  formatWareki,
  formatWarekiYear,
  inTokyo,
  localFormatters,
  parseJapaneseDate,
  today,
} from '#app/ui/main'
import { readText, withoutEnds } from './text_rules.js'

const PARTS = ['year', 'month', 'day'] as const

/** How far back people were born, and how far ahead cards are valid. */
const YEARS_BACK = 125
const YEARS_AHEAD = 15

/** A real day; what is not one (昭和20年月日不詳, 1960-00-00) is stored as it was written. */
const asDay = (value: FieldValue) => {
  const match = typeof value === 'string' && /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return match && parseJapaneseDate(match[0]).ok ? match : null
}

/** 年月日不詳 and the zeros other systems write for it, as the registers have them. */
const UNKNOWN = /不詳|^(\d{4}|[MTSHRmtshr]?\d{1,2})[-/.]?0{1,2}[-/.]?0{1,2}$/

const readDay = vine.createRule((value, _, field) => {
  const text = readText(withoutEnds(String(value)), { maxLength: 40, inputRule: 'any' }, field)
  if (text === null) return
  const parsed = parseJapaneseDate(text)
  if (parsed.ok) field.mutate(parsed.iso, field)
  else if (UNKNOWN.test(text)) field.mutate(text, field)
  else field.report('The {{ field }} field must be a date', 'date', field)
})

/** 日付・生年月日, written in 西暦 or 和暦, or chosen from three lists. */
export default defineFieldType({
  takes: ['split'],
  control(definition, i18n) {
    if (!definition.split) return { kind: 'line' }
    const numbers = (last: number) =>
      Array.from({ length: last }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))
    const options = { year: yearsFor(definition, i18n), month: numbers(12), day: numbers(31) }
    return {
      kind: 'parts',
      parts: PARTS.map((name) => ({
        name,
        label: i18n.t(`ui.fields.date_parts.${name}`),
        control: { kind: 'select', options: options[name] },
      })),
    }
  },
  join: ({ year = '', month = '', day = '' }) => `${year}-${month}-${day}`,
  divide(value) {
    const match = asDay(value as FieldValue)
    return match && Object.fromEntries(PARTS.map((part, i) => [part, String(Number(match[i + 1]))]))
  },
  schema: () => vine.string().use(readDay()),
  show(value, _, i18n) {
    if (!asDay(value)) return String(value)
    const day = localFormatters(i18n).day(String(value))
    return i18n.t('ui.html_lang') === 'ja' ? `${day}（${formatWareki(String(value))}）` : day
  },
  plain: (value) => String(value),
  index: (value) => (asDay(value) ? [{ date: String(value) }] : []),
})

function yearsFor({ builtIn }: FieldDefinition, i18n: I18n) {
  const thisYear = inTokyo(today()).year
  const last = builtIn?.autocomplete === 'bday' ? thisYear : thisYear + YEARS_AHEAD
  return Array.from({ length: last - (thisYear - YEARS_BACK) + 1 }, (_, i) => ({
    value: String(last - i),
    label: yearLabel(last - i, i18n),
  }))
}

const yearLabels = new Map<number, string>()

/** 1989年（昭和64年・平成元年） */
function yearLabel(year: number, i18n: I18n): string {
  if (i18n.t('ui.html_lang') !== 'ja') return String(year)
  const known = yearLabels.get(year)
  if (known) return known
  const eras = new Set([`${year}-01-01`, `${year}-12-31`].map((day) => formatWarekiYear(day)))
  const label = `${year}年（${[...eras].join('・')}）`
  yearLabels.set(year, label)
  return label
}
