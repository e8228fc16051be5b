import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Deletes the word that there was a message; its text went long before. */
const deleteOldMail: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM mail_messages
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM mail_messages
               WHERE municipality_id = ? AND state <> 'queued'
                 AND created_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
               LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default deleteOldMail
