import db from '@adonisjs/lucid/services/db'
import type { RecordReader } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Confirmed reservations with what was answered, for indexing it. */
const readApplications: RecordReader = async ({ after, limit }) => {
  const { rows } = await db.rawQuery(
    `SELECT id, answers AS values FROM reservations
      WHERE municipality_id = :municipality AND (:after::uuid IS NULL OR id > :after::uuid)
        AND state NOT IN ('held', 'lapsed')
      ORDER BY id LIMIT :limit FOR NO KEY UPDATE`,
    { municipality: tenancy.current().municipalityId, after, limit } as any
  )
  return rows
}

export default readApplications
