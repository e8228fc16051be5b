import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** What was in a file is forgotten; that there was one, its number and its sum are kept, so that it is still known again. */
const eraseOldFiles: ApplyRetention = async ({ before, limit }) => {
  const { rows } = await db.rawQuery(
    `UPDATE exchange_files SET content = NULL
      WHERE municipality_id = :municipality AND id IN (
        SELECT id FROM exchange_files
         WHERE municipality_id = :municipality AND content IS NOT NULL AND state <> 'reading'
           AND created_at < :before::date::timestamp AT TIME ZONE 'Asia/Tokyo'
         ORDER BY id LIMIT :limit)
      RETURNING id`,
    { municipality: tenancy.current().municipalityId, before, limit }
  )
  return rows.length
}

export default eraseOldFiles
