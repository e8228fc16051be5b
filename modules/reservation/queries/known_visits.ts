import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import type { DayOfVisits } from '../api.js'
import { bookerNames } from '../booker.js'
import { VISIT_FACTS } from './visit_of.js'

/** A busy city has some thousands of visits a day: a day is what is read at once. */
export async function knownVisitsFrom(from: string): Promise<DayOfVisits | undefined> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT ${VISIT_FACTS}, r.booker_id AS "bookerId", r.link_code AS "linkCode"
       FROM reservations r
      WHERE r.municipality_id = :municipality AND ${KNOWN}
        AND r.visit_date = (SELECT r.visit_date FROM reservations r
                             WHERE r.municipality_id = :municipality AND r.visit_date >= :from AND ${KNOWN}
                             ORDER BY r.visit_date LIMIT 1)
      ORDER BY r.starts_at, r.id`,
    { municipality: municipalityId, from }
  )
  if (rows.length === 0) return undefined
  const municipality = await municipalities.byId(municipalityId)
  const names = await bookerNames(
    rows.map(({ bookerId }: { bookerId: string | null }) => bookerId),
    municipality
  )
  return {
    date: rows[0].visitDate,
    visits: rows.flatMap(({ bookerId, linkCode, ...visit }: any) => {
      const shownId = linkCode ?? names.get(bookerId)
      return shownId ? [{ ...visit, shownId }] : []
    }),
  }
}

/** Of a family the first person's is the booker's, as in `linkCodesOf`. */
const KNOWN = `num_nonnulls(r.booker_id, r.link_code) > 0 AND r.party_position = 1
  AND r.state IN ('reserved', 'arrived', 'no_show', 'cancelled')`
