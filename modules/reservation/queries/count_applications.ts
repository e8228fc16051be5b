import db from '@adonisjs/lucid/services/db'
import type { RecordCounter } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Reservations that answer a field of the application, or that chose one of its choices; all of them without a question. */
const countApplications: RecordCounter = async ({ key, choice }) => {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM reservations
      WHERE municipality_id = :municipality AND state NOT IN ('held', 'lapsed')
        AND (:field::text IS NULL OR jsonb_exists(answers, :field::text))
        AND (:choice::text IS NULL OR answers -> :field::text @> to_jsonb(:choice::text))`,
    {
      municipality: tenancy.current().municipalityId,
      field: key ?? null,
      choice: choice ?? null,
    } as any
  )
  return rows[0].n
}

export default countApplications
