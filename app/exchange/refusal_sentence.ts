import type { I18n } from '@adonisjs/i18n'
import type { FileRefusal } from './errors.js'

/** Why a file was not taken, in words for staff. */
export function refusalSentence(
  because: FileRefusal,
  i18n: I18n,
  about: { missing?: [number, number]; number?: number | null; manifest?: { number: number } }
): string {
  const [from, until] = about.missing ?? []
  const key = because === 'gap' && from === until ? 'gap_one' : because
  const number = about.manifest?.number ?? about.number ?? undefined
  return i18n.t(`exchange.refusals.${key}`, { from, until, number })
}
