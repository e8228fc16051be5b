import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

/** Days after which recipient and text of a message that never left are erased. */
export const KEPT_FOR_DAYS = 7

/**
 * Erases recipient and text of messages that did not leave; a sent one lost
 * them when it left. That there was a message, and what became of it, stays.
 *
 * @returns how many were erased
 */
export async function eraseOldMail(): Promise<number> {
  const { rows } = await db.rawQuery(
    `UPDATE mail_messages SET sealed = NULL
      WHERE municipality_id = ? AND sealed IS NOT NULL AND state IN ('kept', 'refused', 'failed')
        AND created_at < now() - make_interval(days => ?)
      RETURNING id`,
    [tenancy.current().municipalityId, KEPT_FOR_DAYS]
  )
  if (rows.length > 0) await audit.record({ action: 'mail.erase', detail: { count: rows.length } })
  return rows.length
}
