import db from '@adonisjs/lucid/services/db'
import type { RecordCounter } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** How many accounts there are, or have a value of a field, or chose one of its choices. */
const countAccounts: RecordCounter = async ({ key, choice }) => {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM accounts
      WHERE municipality_id = :municipality AND state <> 'withdrawn'
        AND (:key::text IS NULL OR jsonb_exists(details, :key))
        AND (:choice::text IS NULL OR details -> :key @> to_jsonb(:choice::text))`,
    {
      municipality: tenancy.current().municipalityId,
      key: key ?? null,
      choice: choice ?? null,
    } as any
  )
  return rows[0].n
}

export default countAccounts
