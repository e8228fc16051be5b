import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { isPast } from './is_past.js'

/**
 * Those of the cases beside which another card of the same link code is on its
 * way: two at once would make it unclear which one a booking is for.
 */
export async function otherLiveCases(
  cases: { id: string; linkCode: string }[]
): Promise<ReadonlySet<string>> {
  if (cases.length === 0) return new Set()
  const { rows } = await db.rawQuery(
    `SELECT wanted.id
       FROM jsonb_to_recordset(?::jsonb) AS wanted (id uuid, "linkCode" text)
      WHERE EXISTS (
            SELECT FROM card_cases c
             WHERE c.municipality_id = ? AND c.link_code = wanted."linkCode" AND c.id <> wanted.id
               AND NOT ${isPast('c')})`,
    [
      JSON.stringify(cases.map(({ id, linkCode }) => ({ id, linkCode }))),
      tenancy.current().municipalityId,
    ]
  )
  return new Set(rows.map(({ id }: { id: string }) => id))
}
