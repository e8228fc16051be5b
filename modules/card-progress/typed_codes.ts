import type { I18n } from '@adonisjs/i18n'
import { formatReadableCode, readReadableCode } from '#app/exchange/main'
import { isUnreadable, tidyLabel } from './bare_labels.js'

/** One card of a list that was pasted or scanned. */
export interface TypedCode {
  /** As it was typed; the twelve symbols where it is a link code. */
  typed: string
  cardNumber: string | null
  twice: boolean
}

/** The most lines of one action. */
export const MOST_LINES = 20_000

/**
 * Reads a list: one card a line, its link code or the municipality's number,
 * and after a comma or a tab the number it is to get. Of those that are there
 * twice the later ones say so.
 */
export function readTypedCodes(text: string): TypedCode[] {
  const seen = new Set<string>()
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [first, second] = line.split(/[,\t、，]/).map((part) => tidyLabel(part))
      const typed = readReadableCode(first) ?? first
      const twice = seen.has(typed)
      seen.add(typed)
      return { typed: typed.slice(0, 100), cardNumber: second?.slice(0, 40) || null, twice }
    })
}

/** A link code in groups; what was typed where it is none. */
export function showTyped(typed: string, i18n: Pick<I18n, 't'>): string {
  if (isUnreadable(typed)) return i18n.t('card-progress.staff.words.unreadable')
  return readReadableCode(typed) === typed ? formatReadableCode(typed) : typed
}
