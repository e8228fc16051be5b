import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Which of the link codes were stopped and stand for nobody any more: whose they were was deleted. */
export async function stoppedOfNobody(linkCodes: string[]): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.code
       FROM link_codes c
      WHERE c.municipality_id = :municipality AND c.code = ANY (:codes::text[])
        AND c.state = 'revoked'
        AND NOT EXISTS (SELECT 1 FROM resident_link_codes l
                         WHERE l.municipality_id = :municipality AND l.code = c.code)`,
    { municipality: tenancy.current().municipalityId, codes: linkCodes } as any
  )
  return rows.map(({ code }: { code: string }) => code)
}
