import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Which of the link codes stand, or stood before they were re-issued, for a
 * resident who is not in use. Nobody's standing changes until the scope ends:
 * a suspension at the same moment comes before or after, not in between.
 */
export async function lockedNotInUse(linkCodes: string[]): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT l.code, r.state
       FROM resident_link_codes l
       JOIN residents r ON r.municipality_id = l.municipality_id AND r.id = l.resident_id
      WHERE l.municipality_id = ? AND l.code = ANY (?::text[])
      ORDER BY r.number_key FOR SHARE OF r`,
    [tenancy.current().municipalityId, linkCodes] as any[]
  )
  return rows
    .filter(({ state }: { state: string }) => state !== 'active')
    .map(({ code }: { code: string }) => code)
}
