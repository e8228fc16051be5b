import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Every link code that stands, or stood until it ended, for a resident who is not in use. */
export async function codesNotInUse(): Promise<string[]> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT l.code
       FROM residents r
       JOIN resident_link_codes l ON l.municipality_id = r.municipality_id AND l.resident_id = r.id
      WHERE r.municipality_id = ? AND r.state <> 'active'`,
    [municipalityId]
  )
  return rows.map(({ code }: { code: string }) => code)
}
