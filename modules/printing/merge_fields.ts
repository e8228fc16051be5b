import type { I18n } from '@adonisjs/i18n'
import type { MergeField } from '#app/wording/main'

/**
 * What a letter fills in. `code` and `qr` stand large where they are alone on
 * a line; `each` is what differs from person to person.
 */
const FIELDS = {
  addressee: { each: true },
  name: { each: true },
  address: { each: true },
  link_code: { each: true, alone: 'code', needs: 'link_code' },
  link_code_qr: { each: true, alone: 'qr', only: true, needs: 'link_code' },
  booking_page: { each: false },
  booking_qr: { each: false, alone: 'qr', only: true },
  date: { each: false },
  municipality: { each: false },
  department: { each: false },
  phone: { each: false },
} as const satisfies Record<
  string,
  { each: boolean; alone?: 'code' | 'qr'; only?: true; needs?: 'link_code' }
>

export type FieldName = keyof typeof FIELDS
export type FieldOfPerson = 'addressee' | 'name' | 'address' | 'link_code' | 'link_code_qr'
export type FieldOfAll = Exclude<FieldName, FieldOfPerson>

interface FieldRule {
  each: boolean
  alone?: 'code' | 'qr'
  only?: true
  needs?: 'link_code'
}

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
