import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { ERASED, IN_WORDS } from '../stored_reasons.js'

/** Takes the words off link codes that were stopped before a day; that they were issued and stopped stays. */
const endOldReasons: ApplyRetention = async ({ before, limit }) => {
  const { rows } = await db.rawQuery(
    `UPDATE link_codes SET revoked_because = '${ERASED}'
      WHERE municipality_id = :municipality AND code IN (
        SELECT code FROM link_codes
         WHERE municipality_id = :municipality AND ${IN_WORDS}
           AND revoked_at < :before::date::timestamp AT TIME ZONE 'Asia/Tokyo'
         ORDER BY code LIMIT :limit)
      RETURNING code`,
    { municipality: tenancy.current().municipalityId, before, limit }
  )
  return rows.length
}

export default endOldReasons
