import type { I18n } from '@adonisjs/i18n'

/** 差し込み項目: a blank of a text that is filled in when it is shown or sent, `{number}` in the translations. */
export interface MergeField {
  name: string
  /** What staff write between the braces: `{受付番号}`. */
  label: string
  /** What a preview fills in. */
  example: string
}

/** A blank of an ICU message, or something more than a blank (`{n, plural, …}`). */
const BLANK = /\{(\w+)(,)?/g

/** Whether a translation can be reworded: one that counts or chooses by grammar is left to its language. */
export const isPlain = (message: string) =>
  [...message.matchAll(BLANK)].every(([, , complex]) => !complex)

/** The blanks of a translation, in the words of the module it belongs to. */
export function mergeFieldsOf(message: string, moduleId: string, i18n: I18n): MergeField[] {
  const names = [...new Set([...message.matchAll(BLANK)].map(([, name]) => name))]
  const word = (kind: string, name: string, otherwise: string) =>
    i18n.t(`${moduleId}.staff.${kind}.${name}`, undefined, otherwise)
  return names.map((name) => ({
    name,
    label: word('merge_fields', name, name),
    example: word('merge_examples', name, name),
  }))
}

/** A stored text as staff read and write it: `{number}` as `{受付番号}`. */
export function forStaff(text: string, fields: MergeField[]): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const field = fields.find((one) => one.name === name)
    return field ? `{${field.label}}` : whole
  })
}

/**
 * What staff wrote, as it is stored.
 *
 * @returns the names in braces that are no blanks of this text, when there are any
 */
export function fromStaff(
  text: string,
  fields: MergeField[]
): { text: string; unknown?: undefined } | { unknown: string[]; text?: undefined } {
  const unknown: string[] = []
  const stored = text.replace(/[{｛]([^{}｛｝]*)[}｝]/g, (whole, written: string) => {
    const field = fields.find(({ label, name }) => [label, name].includes(written.trim()))
    if (!field) unknown.push(whole)
    return field ? `{${field.name}}` : whole
  })
  return unknown.length > 0 ? { unknown } : { text: stored }
}

/** A stored text as an ICU message: only its blanks mean anything, every other sign is itself. */
export function asMessage(text: string): string {
  const literal = (part: string) =>
    part.replace(/['{}<>]+/g, (signs) => {
      const doubled = signs.replaceAll("'", "''")
      return /[{}<>]/.test(signs) ? `'${doubled}'` : doubled
    })
  return text
    .split(/(\{\w+\})/)
    .map((part, i) => (i % 2 === 1 ? part : literal(part)))
    .join('')
}

/** A stored text with its blanks filled in. */
export function filledIn(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}
