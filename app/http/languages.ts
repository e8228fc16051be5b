import type { IncomingMessage } from 'node:http'
import i18nManager from '@adonisjs/i18n/services/main'

export interface Language {
  /** The folder's name: `ja`, `ja-simple`, `en`. */
  locale: string
  /** What it calls itself. */
  name: string
  /** For `lang` attributes; やさしい日本語 is Japanese to a browser. */
  htmlLang: string
}

/** The cookie that remembers a choice. It says nothing about who chose. */
export const LANGUAGE_COOKIE = 'lang'

let known: Map<string, Language> | undefined

/**
 * The languages residents can choose, by locale: every folder of translations
 * that says what it is called. The default comes first, its relatives next.
 */
export function languages(): ReadonlyMap<string, Language> {
  known ??= new Map(
    i18nManager
      .supportedLocales()
      .filter((locale) => 'ui.language_name' in i18nManager.getTranslationsFor(locale))
      .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
      .map((locale) => {
        const words = i18nManager.getTranslationsFor(locale)
        const language = {
          locale,
          name: words['ui.language_name'],
          htmlLang: words['ui.html_lang'] ?? locale,
        }
        return [locale, language]
      })
  )
  return known
}

function rank(locale: string) {
  const base = i18nManager.defaultLocale
  return locale === base ? 0 : locale.startsWith(`${base}-`) ? 1 : 2
}

/** The language an address asks for with `?lang=`, if it is one of ours. */
export function chosenLanguage({ method, url }: IncomingMessage): string | undefined {
  if (method !== 'GET' || !url!.includes('lang=')) return undefined
  const asked = /[?&]lang=([\w-]+)/.exec(url!)?.[1]
  return asked && languages().has(asked) ? asked : undefined
}

/**
 * The language to answer a request in: the one it chooses, else the one its
 * cookie remembers, else the default. Accept-Language has no say: a page kept
 * for everybody must not depend on it. Reads the raw header, because kept
 * pages are answered before anything parses it.
 */
export function languageOf(req: IncomingMessage): string {
  const chosen = chosenLanguage(req)
  if (chosen) return chosen
  const { cookie } = req.headers
  const remembered = cookie && /(?:^|;\s*)lang=([\w-]+)/.exec(cookie)?.[1]
  return remembered && languages().has(remembered) ? remembered : i18nManager.defaultLocale
}
