import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Everything that ever stood for what a link code stands for, the oldest
 * first: the codes it was issued in place of, itself, and those issued in its
 * place. Only itself where nothing is known of it here.
 *
 * @param code twelve symbols
 */
export async function lineOfLinkCode(code: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `WITH RECURSIVE earlier (code, step) AS (
       SELECT :code::text, 0
        UNION ALL
       SELECT c.replaces, earlier.step - 1
         FROM earlier JOIN link_codes c
           ON c.municipality_id = :municipality AND c.code = earlier.code AND c.replaces IS NOT NULL
     ), line (code, step) AS (
       (SELECT code, step FROM earlier ORDER BY step LIMIT 1)
        UNION ALL
       SELECT n.code, line.step + 1
         FROM line JOIN link_codes n
           ON n.municipality_id = :municipality AND n.replaces = line.code)
     SELECT code FROM line ORDER BY step`,
    { code, municipality: tenancy.current().municipalityId }
  )
  return rows.map((row: { code: string }) => row.code)
}
