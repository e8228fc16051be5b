import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import {
  parseJapaneseDate,
  parsePhone,
  formatPhone,
  parsePostalCode,
  toHalfWidth,
} from '#app/ui/main'

/** Kinds of input the forms share. Whatever may be left out comes as null when it was. */

/** For what else a form in an address may leave open: it sends an empty text. */
export const blankIsNothing = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? null : (value ?? null)

const halfWidth = (value: unknown) =>
  typeof value === 'string' ? toHalfWidth(value).trim() : value

const isPostalCode = vine.createRule((value, _options, field) => {
  const code = parsePostalCode(String(value))
  if (code) field.mutate(code, field)
  else field.report('The {{ field }} field must have seven digits', 'postal_code', field)
})

const isPhone = vine.createRule((value, _options, field) => {
  if (parsePhone(String(value))) field.mutate(formatPhone(String(value)), field)
  else field.report('The {{ field }} field must be a telephone number', 'phone', field)
})

const isDay = vine.createRule((value, _options, field) => {
  const parsed = parseJapaneseDate(String(value))
  if (parsed.ok) field.mutate(parsed.iso, field)
  else field.report('The {{ field }} field must be a date', 'date', field)
})

const notBefore = vine.createRule((value, first: string, field) => {
  const begin = parseJapaneseDate(String(field.parent[first] ?? ''))
  const end = parseJapaneseDate(String(value))
  if (begin.ok && end.ok && end.iso < begin.iso) {
    field.report('The {{ field }} field is before its beginning', 'date.afterOrEqual', field)
  }
})

const moment = vine.createRule((value, _options, field) => {
  const parsed = momentOf(value)
  if (parsed) field.mutate(parsed, field)
  else field.report('The {{ field }} field must be a date and time', 'moment', field)
})

const later = vine.createRule((value, first: string, field) => {
  const [begin, end] = [momentOf(field.parent[first]), momentOf(value)]
  if (begin && end && end <= begin) {
    field.report('The {{ field }} field is not after its beginning', 'moment.after', field)
  }
})

/** A day and a clock time in Tokyo, as browsers send it or with a space; undefined when it is none. */
function momentOf(value: unknown): string | undefined {
  const written = String(halfWidth(value) ?? '').replace(' ', 'T')
  const parsed = DateTime.fromISO(written, { zone: 'Asia/Tokyo' })
  return parsed.isValid && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written)
    ? parsed.toFormat("yyyy-MM-dd'T'HH:mm")
    : undefined
}

/** One line of text that must be there. */
export const text = (maxLength: number) =>
  vine.string().parse(blankIsNothing).trim().maxLength(maxLength)

export const optionalText = (maxLength: number) =>
  vine.string().parse(blankIsNothing).trim().maxLength(maxLength).nullable()

/** Half a character, which JSON can carry, would make the check itself fail. */
const wholeCharacters = (value: unknown) =>
  typeof value === 'string' ? value.toWellFormed() : value

export const email = () =>
  vine
    .string()
    .parse((value) => blankIsNothing(halfWidth(wholeCharacters(value))))
    .email()
    .maxLength(254)

export const optionalEmail = () => email().nullable()

/** 郵便番号, kept as seven digits. */
export const postalCode = () => vine.string().parse(blankIsNothing).use(isPostalCode())

export const optionalPostalCode = () => postalCode().nullable()

/** 電話番号, half-width, with the hyphens it was written with. */
export const phone = () => vine.string().parse(blankIsNothing).use(isPhone())

export const optionalPhone = () => phone().nullable()

export const optionalUrl = () =>
  vine
    .string()
    .parse(blankIsNothing)
    .trim()
    .url({ protocols: ['http', 'https'], require_protocol: true })
    .maxLength(500)
    .nullable()

/** A day as an ISO date, however it was written. */
export const requiredDay = () => vine.string().parse(blankIsNothing).use(isDay())

export const optionalDay = () => requiredDay().nullable()

/** The last day of a period that begins with the day in the field `first`. */
export const optionalLastDay = (first: string) =>
  vine.string().parse(blankIsNothing).use(notBefore(first)).use(isDay()).nullable()

/**
 * A day and time in Tokyo, `2026-12-01T09:00`.
 *
 * @param after the field whose moment it has to come after
 */
export const requiredMoment = (after?: string) => {
  const input = vine.string().parse(blankIsNothing)
  return (after ? input.use(later(after)) : input).use(moment())
}

export const optionalMoment = (after?: string) => requiredMoment(after).nullable()

export const wholeNumber = (min: number, max: number) =>
  vine.number().parse(halfWidth).withoutDecimals().range([min, max])

export const optionalWholeNumber = (min: number, max: number) =>
  vine
    .number()
    .parse((value) => blankIsNothing(halfWidth(value)))
    .withoutDecimals()
    .range([min, max])
    .nullable()

/** する/しない. */
export const yesOrNo = () => vine.enum(['yes', 'no'] as const).transform((value) => value === 'yes')

/** What `yesOrNo` reads, for showing a stored value in the form. */
export const asYesOrNo = (value: boolean) => (value ? 'yes' : 'no')
