import type { I18n } from '@adonisjs/i18n'

/**
 * As far as records are counted that a page only warns of: a large city has
 * hundreds of thousands, and beyond this number it has to be known only that
 * they are many.
 */
export const MOST_COUNTED = 10_000

/** A number that was counted up to `MOST_COUNTED`: 3件, or 10,000件以上. */
export function counted(n: number, i18n: I18n): string {
  const key = n < MOST_COUNTED ? 'ui.count' : 'ui.count_or_more'
  return i18n.t(key, { n: i18n.formatNumber(Math.min(n, MOST_COUNTED)) })
}
