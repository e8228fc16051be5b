import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import type { Municipality } from '#app/tenancy/main'
import { forStaff, fromStaff, mergeFieldsOf, type MergeField } from './merge_fields.js'
import type { TextGroup } from './text_groups.js'

/** A mail's text may be long; a sentence on a screen should not be. */
const MOST_CHARACTERS = 4_000

/** One text on the page where it is worded. */
export interface EditedText {
  key: string
  /** Name of its box: keys have dots, which a form would read as nesting. */
  name: string
  /** The product's own words, with its blanks by their names and as staff read them. */
  message: string
  standard: string
  value: string
  /** Whether it wants several lines. */
  long: boolean
  fields: MergeField[]
}

const boxOf = (key: string) => key.replaceAll('.', '-')

/** The texts of a group in one language, with the municipality's words where it has any. */
export function textsOf(
  group: TextGroup,
  municipality: Municipality,
  locale: string,
  i18n: I18n
): EditedText[] {
  const base = i18nManager.getTranslationsFor(i18nManager.defaultLocale)
  const messages = i18nManager.getTranslationsFor(locale)
  const own = municipality.wordings[locale] ?? {}
  /** Whatever is known when a mail is written may stand in its subject as well as in its text. */
  const inMail = mergeFieldsOf(group.keys.map((key) => base[key]).join(' '), group.moduleId, i18n)
  return group.keys.map((key) => {
    const fields = group.kind === 'mail' ? inMail : mergeFieldsOf(base[key], group.moduleId, i18n)
    const message = messages[key] ?? base[key]
    const standard = forStaff(message, fields)
    return {
      key,
      message,
      name: boxOf(key),
      standard,
      value: own[key] ? forStaff(own[key], fields) : '',
      long: standard.length > 40 || standard.includes('\n'),
      fields,
    }
  })
}

/**
 * Reads what a form says of these texts; empty means the product's words.
 *
 * @returns texts as they are stored, or what is wrong under the name of its box
 */
export function readTexts(
  texts: EditedText[],
  body: Record<string, unknown>,
  i18n: I18n
): { stored: Record<string, string>; mistakes: { field: string; message: string }[] } {
  const stored: Record<string, string> = {}
  const mistakes: { field: string; message: string }[] = []
  for (const { key, name, fields, standard } of texts) {
    const written = typeof body[name] === 'string' ? body[name].replaceAll('\r\n', '\n') : ''
    const read = fromStaff(written, fields)
    const wrong = (message: string, data: Record<string, unknown>) =>
      mistakes.push({ field: name, message: i18n.t(message, data) })
    if (written.length > MOST_CHARACTERS) wrong('core.wording.too_long', { max: MOST_CHARACTERS })
    else if (read.unknown) {
      wrong('core.wording.unknown_field', {
        names: read.unknown.join('、'),
        known:
          fields.map(({ label }) => `{${label}}`).join('、') || i18n.t('core.wording.no_field'),
      })
    } else stored[key] = written.trim() === '' || written === standard ? '' : read.text
  }
  return { stored, mistakes }
}
