import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * What stands for each of many link codes now: the one issued in its place,
 * or in the place of that; itself where none was, or it is not known here.
 * What was booked or sent under an old code still means the same person.
 *
 * @param codes twelve symbols each
 */
export async function currentLinkCodes(codes: string[]): Promise<Map<string, string>> {
  const current = new Map(codes.map((code) => [code, code]))
  if (current.size === 0) return current
  const { rows } = await db.rawQuery(
    `WITH RECURSIVE line (first, code, step) AS (
       SELECT code, code, 0 FROM unnest(:codes::text[]) AS asked (code)
        UNION ALL
       SELECT line.first, n.code, line.step + 1
         FROM line JOIN link_codes n
           ON n.municipality_id = :municipality AND n.replaces = line.code)
     SELECT DISTINCT ON (first) first, code FROM line WHERE step > 0 ORDER BY first, step DESC`,
    { codes: [...current.keys()], municipality: tenancy.current().municipalityId } as any
  )
  for (const { first, code } of rows) current.set(first, code)
  return current
}
