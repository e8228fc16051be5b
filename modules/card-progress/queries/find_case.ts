import db from '@adonisjs/lucid/services/db'
import { findLinkCode, readReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { toHalfWidth } from '#app/ui/main'
import { isPast } from './is_past.js'

export type FoundCase =
  | { caseId: string }
  /** `code` is set where it is a link code in use that no card has yet. */
  | {
      because: 'unknown_code' | 'code_revoked' | 'no_case'
      code?: string
      replacedBy?: string | null
    }

/**
 * The card somebody typed or scanned: by its link code, or by the
 * municipality's own number. Of several cards with a link code it is the one
 * on its way, else the latest.
 */
export async function findCase(typed: string): Promise<FoundCase> {
  const code = readReadableCode(typed)
  const number = toHalfWidth(typed).trim().toUpperCase()
  const { rows } = await db.rawQuery(
    `(SELECT c.id, 1 AS rank, ${isPast('c')} AS past, c.created_at
        FROM card_cases c WHERE c.municipality_id = :municipality AND c.link_code = :code)
      UNION ALL
     (SELECT id, 2, false, created_at
        FROM card_cases WHERE municipality_id = :municipality AND card_number = :number)
      ORDER BY rank, past, created_at DESC, id DESC LIMIT 1`,
    { municipality: tenancy.current().municipalityId, code: code ?? '', number }
  )
  if (rows.length > 0) return { caseId: rows[0].id }
  const linkCode = code ? await findLinkCode(code) : undefined
  if (!linkCode) return { because: 'unknown_code' }
  return linkCode.state === 'active'
    ? { because: 'no_case', code: linkCode.code }
    : { because: 'code_revoked', replacedBy: linkCode.replacedBy }
}
