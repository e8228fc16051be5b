import type { I18n } from '@adonisjs/i18n'
import type { MergeField } from '#app/wording/main'
import type { WordingText } from './wording.js'

interface FieldRule {
  each: boolean
  alone?: 'code' | 'qr'
  only?: true
  needs?: 'link_code'
  secret?: true
}

/**
 * What a letter fills in. `code` and `qr` stand large where they are alone on
 * a line; `each` is what differs from person to person; `only`
 * stands nowhere but alone, and a `secret` is issued as the letter is made.
 */
const FIELDS = {
  addressee: { each: true },
  name: { each: true },
  address: { each: true },
  link_code: { each: true, alone: 'code', needs: 'link_code' },
  link_code_qr: { each: true, alone: 'qr', only: true, needs: 'link_code' },
  initial_password: { each: true, alone: 'code', needs: 'link_code', secret: true },
  booking_page: { each: false },
  booking_qr: { each: false, alone: 'qr', only: true },
  date: { each: false },
  municipality: { each: false },
  department: { each: false },
  phone: { each: false },
} as const satisfies Record<string, FieldRule>

export type FieldName = keyof typeof FIELDS

/** Those that are filled in the same for everybody. */
export type FieldOfAll = {
  [Name in FieldName]: (typeof FIELDS)[Name]['each'] extends false ? Name : never
}[FieldName]

export const fieldRule = (name: string): FieldRule | undefined =>
  (FIELDS as Record<string, FieldRule>)[name]

/** The merge fields in staff's words. */
export const letterFields = (i18n: I18n): MergeField[] =>
  Object.keys(FIELDS).map((name) => ({
    name,
    label: i18n.t(`printing.staff.merge_fields.${name}`),
    example: i18n.t(`printing.staff.merge_examples.${name}`),
  }))

/** The names of the fields a text holds. */
export const fieldsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
]

/** Whether a wording holds something that is issued as the letter is made. */
export const holdsSecret = ({ title, body, sender }: WordingText): boolean =>
  fieldsIn(title + body + sender).some((name) => fieldRule(name)?.secret)
