import db from '@adonisjs/lucid/services/db'
import type { RecordReader } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Accounts with their details, for indexing them. */
const readAccounts: RecordReader = async ({ after, limit }) => {
  const { rows } = await db.rawQuery(
    `SELECT id, details AS values FROM accounts
      WHERE municipality_id = :municipality AND (:after::uuid IS NULL OR id > :after::uuid)
      ORDER BY id LIMIT :limit FOR NO KEY UPDATE`,
    { municipality: tenancy.current().municipalityId, after, limit } as any
  )
  return rows
}

export default readAccounts
