import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import type { Municipality } from '#app/tenancy/main'
import { asMessage } from './merge_fields.js'

type Translations = Record<string, string>

/** Made once per snapshot of the municipality, which is replaced when anything of it changes. */
const made = new WeakMap<Municipality, Map<string, Translations>>()

/** A language as a municipality speaks it: its own words where it has set any (R71), the product's elsewhere. */
export function wordedI18n(municipality: Municipality, locale: string): I18n {
  const i18n = i18nManager.locale(locale)
  const own = municipality.wordings[locale]
  if (own) i18n.localeTranslations = translationsOf(municipality, locale, own)
  return i18n
}

function translationsOf(municipality: Municipality, locale: string, own: Translations) {
  let byLocale = made.get(municipality)
  if (!byLocale) made.set(municipality, (byLocale = new Map()))
  let translations = byLocale.get(locale)
  if (!translations) {
    const messages = Object.entries(own).map(([key, text]) => [key, asMessage(text)])
    translations = { ...i18nManager.getTranslationsFor(locale), ...Object.fromEntries(messages) }
    byLocale.set(locale, translations!)
  }
  return translations!
}
