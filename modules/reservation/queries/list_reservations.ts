import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { inOrder, type ListOrder } from '../list_order.js'
import type { ReservationState } from '../reservation_state.js'
import { conditionsOf, type ReservationFilter } from './reservation_conditions.js'

export type { ReservationFilter } from './reservation_conditions.js'

export interface ListedReservation {
  id: string
  serialNumber: string
  receptionNumber: number
  state: ReservationState
  startsAt: Date
  counterName: string
  /** What the visit is for, by language; null where the municipality asks nobody. */
  procedureNames: Record<string, string> | null
  byProxy: boolean
  /** Whether they came without a booking. */
  walkIn: boolean
  reservedAt: Date
  oldCardCollected: boolean
  handling: string | null
  /** Whom a module knows as the one who booked. */
  bookerId: string | null
  answers: FieldValues
  /** Its place in the order of the list, for the page after it. */
  place: string[]
}

/**
 * Reservations in the order asked for, those of a person's counters only (R44).
 * A page follows the one before it by its last line, so that a file of years
 * costs no more per line than a page of a day; and its ids are found before
 * anything else is read, so that of a year only its lines are looked up.
 */
export async function listReservations(
  filter: ReservationFilter,
  {
    counterIds,
    order = { by: 'visit', down: false },
    after,
    offset = 0,
    limit,
    many,
  }: {
    counterIds: string[] | null
    order?: ListOrder
    /** The last line of the page before. */
    after?: Pick<ListedReservation, 'place'>
    offset?: number
    limit: number
    /** There is more than anybody pages through. */
    many?: boolean
  }
): Promise<ListedReservation[]> {
  const { found, where, bindings } = conditionsOf(filter, counterIds, { many })
  const { place, orderBy, following } = inOrder(order)
  const { rows } = await db.rawQuery(
    `WITH ${[...found, 'listed'].join(', ')} AS MATERIALIZED (
       SELECT r.id FROM reservations r
        WHERE ${where} ${after ? `AND ${following}` : ''}
        ORDER BY ${orderBy} LIMIT :limit OFFSET :offset)
     SELECT r.id, r.serial_number AS "serialNumber", r.reception_number AS "receptionNumber",
            r.state, r.starts_at AS "startsAt", c.name AS "counterName",
            t.names AS "procedureNames", r.booked_by IS NOT NULL AS "byProxy", r.walk_in AS "walkIn",
            r.reserved_at AS "reservedAt", r.old_card_collected AS "oldCardCollected", r.handling,
            r.booker_id AS "bookerId", r.answers, ${place} AS place
       FROM listed
       JOIN reservations r ON r.municipality_id = :municipality AND r.id = listed.id
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
      ORDER BY ${orderBy}`,
    { ...bindings, limit, offset, ...placeBindings(after?.place) } as any
  )
  return rows
}

const placeBindings = (place: string[] = []) =>
  Object.fromEntries(place.map((value, i) => [`place_${i}`, value]))

const withFound = (found: string[]) => (found.length > 0 ? `WITH ${found.join(', ')}` : '')

/**
 * How many there are.
 *
 * @param most where it is enough to know that there are more; they are met in the order of an index then, or all municipalities' are read to find them
 */
export async function countListed(
  filter: ReservationFilter,
  counterIds: string[] | null,
  most?: number
): Promise<number> {
  const { found, where, bindings } = conditionsOf(filter, counterIds)
  const day = filter.by === 'received' ? 'r.reserved_at' : 'r.visit_date'
  const { rows } = await db.rawQuery(
    `${withFound(found)}
     SELECT count(*)::int AS n
       FROM (SELECT FROM reservations r WHERE ${where} ${most ? `ORDER BY ${day} LIMIT :most` : ''}) AS listed`,
    { ...bindings, ...(most && { most }) } as any
  )
  return rows[0].n
}

/** The keys of the fields that were answered in what is listed, of fields no longer used as well. */
export async function answeredFields(
  filter: ReservationFilter,
  counterIds: string[] | null
): Promise<string[]> {
  const { found, where, bindings } = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `${withFound(found)}
     SELECT DISTINCT key FROM reservations r CROSS JOIN LATERAL jsonb_object_keys(r.answers) AS key
      WHERE ${where} ORDER BY key`,
    bindings as any
  )
  return rows.map(({ key }: { key: string }) => key)
}
