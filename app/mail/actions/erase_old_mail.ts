import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/**
 * Erases recipient and text of messages that did not leave; a sent one lost
 * them when it left. That there was a message, and what became of it, stays.
 */
const eraseOldMail: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `UPDATE mail_messages SET sealed = NULL, last_error = NULL
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM mail_messages
               WHERE municipality_id = ? AND sealed IS NOT NULL AND state IN ('kept', 'refused', 'failed')
                 AND created_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
               LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default eraseOldMail
