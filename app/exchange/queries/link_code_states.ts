import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Which of many link codes were issued here, and whether they are in use.
 *
 * @param codes twelve symbols each
 * @param lock keeps them as they are until the scope's end
 */
export async function linkCodeStates(
  codes: string[],
  { lock = false } = {}
): Promise<Map<string, 'active' | 'revoked'>> {
  const { rows } = await db.rawQuery(
    `SELECT code, state FROM link_codes
      WHERE municipality_id = ? AND code = ANY (?::text[])
      ORDER BY code ${lock ? 'FOR UPDATE' : ''}`,
    [tenancy.current().municipalityId, codes] as any[]
  )
  return new Map(rows.map(({ code, state }: any) => [code, state]))
}
