import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Deletes documents with their files; that somebody printed them stays in the audit log. */
const deleteOldDocuments: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM documents
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM documents
               WHERE municipality_id = ? AND ended_at IS NOT NULL
                 AND created_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
               LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default deleteOldDocuments
