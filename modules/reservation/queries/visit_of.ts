import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import type { VisitFact } from '../api.js'
import { bookerNames } from '../booker.js'
import { COLLECTS_CARD } from './procedure_types.js'

/** A row as a VisitFact. */
export const VISIT_FACTS = `r.id AS "reservationId", r.state, r.counter_id AS "counterId",
  r.visit_date::text AS "visitDate", r.starts_at AS "startsAt", r.settled_at AS "settledAt",
  r.reception_number AS "receptionNumber", ${COLLECTS_CARD} AS "collectsCard"`

/** How a confirmed reservation stands now, whatever was said of it before. */
export async function visitOf(reservationId: string): Promise<VisitFact | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT ${VISIT_FACTS}
       FROM reservations r
      WHERE r.municipality_id = ? AND r.id = ?
        AND r.state IN ('reserved', 'arrived', 'no_show', 'cancelled')`,
    [tenancy.current().municipalityId, reservationId]
  )
  return rows[0]
}

/**
 * The shown ID of whoever booked, or the link code they typed, by reservation. Of a family it is the first
 * person's: the ID is one person's, and the others come along.
 */
export async function linkCodesOf(reservationIds: string[]): Promise<Map<string, string>> {
  if (reservationIds.length === 0) return new Map()
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.booker_id AS booker, r.link_code AS code
       FROM unnest(?::uuid[]) AS wanted (id)
       JOIN reservations r ON r.municipality_id = ? AND r.id = wanted.id
      WHERE num_nonnulls(r.booker_id, r.link_code) > 0 AND r.party_position = 1`,
    [reservationIds, municipalityId] as any[]
  )
  const known = rows as { id: string; booker: string | null; code: string | null }[]
  const names = await bookerNames(
    known.map(({ booker }) => booker),
    await municipalities.byId(municipalityId)
  )
  return new Map(
    known.flatMap(({ id, booker, code }) => {
      const name = code ?? names.get(booker ?? '')
      return name === undefined ? [] : [[id, name]]
    })
  )
}
