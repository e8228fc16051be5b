import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CardsOfCode } from '../api.js'
import { NOT_LIVE } from '../progress_codes.js'
import { notTakenBack } from './not_taken_back.js'

/** What has become of the cards of link codes; those without a card are left out. */
export async function cardsOfCodes(codes: string[]): Promise<Map<string, CardsOfCode>> {
  const { rows } = await db.rawQuery(
    `SELECT c.link_code AS code, bool_or(c.status <> ALL (:over::text[])) AS waiting,
            max(e.happened_on)::text AS "handedOverOn"
       FROM card_cases c
       LEFT JOIN progress_events e
         ON e.municipality_id = c.municipality_id AND e.case_id = c.id AND e.code = 'ISSUE'
            AND ${notTakenBack('e')}
      WHERE c.municipality_id = :municipality AND c.link_code = ANY (:codes::text[])
      GROUP BY c.link_code`,
    { codes, over: [...NOT_LIVE], municipality: tenancy.current().municipalityId } as any
  )
  return new Map(rows.map(({ code, ...cards }: CardsOfCode & { code: string }) => [code, cards]))
}
