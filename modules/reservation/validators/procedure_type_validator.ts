import vine, { type VineValidator } from '@vinejs/vine'
import i18nManager from '@adonisjs/i18n/services/main'
import { optionalText, optionalWholeNumber, text, wholeNumber, yesOrNo } from '#app/http/main'
import { toHalfWidth } from '#app/ui/main'

/** The languages a type can have a name in; the one it must have one in first. */
export const locales = () => [
  i18nManager.defaultLocale,
  ...i18nManager.supportedLocales().filter((locale) => locale !== i18nManager.defaultLocale),
]

let compiled: VineValidator<any, any> | undefined

/** The form of a procedure type, with a name for every language there is. */
export function procedureTypeValidator() {
  compiled ??= vine.compile(
    vine.object({
      code: vine
        .string()
        .parse((value) =>
          typeof value === 'string' ? toHalfWidth(value).trim().toUpperCase() : value
        )
        .regex(/^[A-Z0-9]{1,12}$/),
      duration_minutes: wholeNumber(5, 480),
      display_order: wholeNumber(0, 9999),
      public: yesOrNo(),
      collects_card: yesOrNo(),
      in_use: yesOrNo(),
      counters: vine
        .array(
          vine.object({
            id: vine.string().uuid(),
            offered: vine.literal('yes').optional(),
            quota: optionalWholeNumber(1, 999),
          })
        )
        .optional(),
      ...Object.fromEntries(
        locales().map((locale) => [
          nameField(locale),
          locale === i18nManager.defaultLocale ? text(50) : optionalText(50),
        ])
      ),
    })
  )
  return compiled
}

/** The field of the name in a language. */
export const nameField = (locale: string) => `name_${locale}`
