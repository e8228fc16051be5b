import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Messages of the last day that could not be delivered. */
export async function countFailedMail(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM mail_messages
      WHERE municipality_id = ? AND created_at > now() - interval '1 day' AND state = 'failed'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}
