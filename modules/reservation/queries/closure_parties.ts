import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/**
 * How a party stands that a closure concerns: another time was not offered yet,
 * is held for them, was declined or missed; or they have moved, here or by
 * themselves, or come no more, or came before.
 */
export const MOVE_STANDINGS = [
  'open',
  'waiting',
  'declined',
  'missed',
  'moved',
  'cancelled',
  'settled',
] as const
export type MoveStanding = (typeof MOVE_STANDINGS)[number]

/** Standings in which somebody still has a reservation where it is closed. */
export const UNSETTLED: MoveStanding[] = ['open', 'waiting', 'declined', 'missed']

/** SQL of that for a party `p`, whose reservation is `r` and whose offered hold is `h`. */
const STANDING = `CASE
  WHEN r.state = 'cancelled' THEN 'cancelled'
  WHEN r.state <> 'reserved' THEN 'settled'
  WHEN r.slot_id <> p.slot_id THEN 'moved'
  WHEN p.declined_at IS NOT NULL THEN 'declined'
  WHEN h.state = 'held' AND h.hold_expires_at > now() THEN 'waiting'
  WHEN p.hold_id IS NOT NULL THEN 'missed'
  ELSE 'open' END`

export interface ClosureParty {
  closureId: string
  partyId: string
  reservationId: string
  standing: MoveStanding
  persons: number
  /** How many times another time was offered. */
  offers: number
  written: boolean
  receptionNumber: number
  contact: string | null
  /** Whom a module knows as the one who booked. */
  bookerId: string | null
  procedureTypeId: string | null
  procedureNames: Record<string, string> | null
  consecutive: boolean
  answers: FieldValues
  reason: string
  counterId: string
  counterName: string
  /** ISO date. */
  visitDate: string
  startsAt: Date
  /** Where it is held, or was. */
  offer: { counterName: string; startsAt: string; until: string | null } | null
}

const SELECT = `SELECT p.closure_id AS "closureId", p.party_id AS "partyId",
       p.reservation_id AS "reservationId", ${STANDING} AS standing, p.persons::int AS persons,
       p.offers::int AS offers, p.written_at IS NOT NULL AS written,
       r.reception_number AS "receptionNumber", r.contact, r.booker_id AS "bookerId",
       r.procedure_type_id AS "procedureTypeId",
       t.names AS "procedureNames", r.consecutive, r.answers, k.reason, s.counter_id AS "counterId",
       c.name AS "counterName", s.visit_date::text AS "visitDate", s.starts_at AS "startsAt",
       CASE WHEN h.id IS NOT NULL THEN jsonb_build_object(
         'counterName', hc.name, 'startsAt', hs.starts_at, 'until', h.hold_expires_at) END AS offer
  FROM closure_parties p
  JOIN closures k ON k.municipality_id = p.municipality_id AND k.id = p.closure_id
  JOIN reservations r ON r.municipality_id = p.municipality_id AND r.id = p.reservation_id
  JOIN slots s ON s.municipality_id = p.municipality_id AND s.id = p.slot_id
  JOIN counters c ON c.municipality_id = p.municipality_id AND c.id = s.counter_id
  LEFT JOIN procedure_types t ON t.municipality_id = p.municipality_id AND t.id = r.procedure_type_id
  LEFT JOIN reservations h ON h.municipality_id = p.municipality_id AND h.id = p.hold_id
  LEFT JOIN slots hs ON hs.municipality_id = h.municipality_id AND hs.id = h.slot_id
  LEFT JOIN counters hc ON hc.municipality_id = h.municipality_id AND hc.id = h.counter_id
 WHERE p.municipality_id = :municipality AND p.closure_id = :closure`

/** One party of a closure, or nothing. */
export async function findClosureParty(
  closureId: string,
  partyId: string
): Promise<ClosureParty | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} AND p.party_id = :party`, {
    municipality: tenancy.current().municipalityId,
    closure: closureId,
    party: partyId,
  })
  return rows[0]
}

/** Those of a closure that stand in one of some ways, by the time they were to come. */
export async function closureParties(
  closureId: string,
  standings: readonly MoveStanding[],
  page?: { limit: number; offset: number }
): Promise<ClosureParty[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} AND ${STANDING} = ANY (:standings)
      ORDER BY s.starts_at, c.display_order, r.reception_number, p.party_id
      LIMIT :limit::int OFFSET :offset`,
    {
      municipality: tenancy.current().municipalityId,
      closure: closureId,
      standings: [...standings],
      limit: page?.limit ?? null,
      offset: page?.offset ?? 0,
    } as any
  )
  return rows
}

export type MoveCounts = Record<MoveStanding, number> & {
  parties: number
  persons: number
  /** Who still has a reservation there, with and without an address to write to. */
  withAddress: number
  toPhone: number
}

/** How far a closure's parties have got; each is counted once. */
export async function countMoves(closureId: string): Promise<MoveCounts> {
  const { rows } = await db.rawQuery(
    `SELECT ${MOVE_STANDINGS.map((one) => `count(*) FILTER (WHERE standing = '${one}')::int AS ${one}`).join(', ')},
            count(*)::int AS parties, coalesce(sum(persons), 0)::int AS persons,
            count(*) FILTER (WHERE standing = ANY (:unsettled) AND contact IS NOT NULL)::int AS "withAddress",
            count(*) FILTER (WHERE standing = ANY (:unsettled)
                               AND (contact IS NULL OR standing IN ('declined', 'missed')))::int AS "toPhone"
       FROM (${SELECT}) AS party`,
    {
      municipality: tenancy.current().municipalityId,
      closure: closureId,
      unsettled: UNSETTLED,
    } as any
  )
  return rows[0]
}
