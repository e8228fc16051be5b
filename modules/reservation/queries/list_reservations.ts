import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import type { ReservationState } from '../reservation_state.js'
import { SLOT_OF_VISIT, VISIT_BEGINS } from '../visit_time.js'

export interface ReservationFilter {
  /** ISO dates of visit, first and last. */
  from: string
  until: string
  counter?: string | null
  state?: string | null
  /** Only who booked, or only who came without. */
  came?: 'booked' | 'walk_in' | null
}

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
  answers: FieldValues
}

/** Where a page goes on: after this one, in the order of the list. */
export type After = Pick<ListedReservation, 'startsAt' | 'receptionNumber' | 'id'>

/**
 * Reservations in order of the visit, those of a person's counters only (R44).
 * A page follows the one before it by its last line, so that a file of years
 * costs no more per line than a page of a day.
 */
export async function listReservations(
  filter: ReservationFilter,
  {
    counterIds,
    after,
    offset = 0,
    limit,
  }: {
    counterIds: string[] | null
    after?: After
    offset?: number
    limit: number
  }
): Promise<ListedReservation[]> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.serial_number AS "serialNumber", r.reception_number AS "receptionNumber",
            r.state, ${VISIT_BEGINS} AS "startsAt", c.name AS "counterName",
            t.names AS "procedureNames", r.booked_by IS NOT NULL AS "byProxy", r.walk_in AS "walkIn",
            r.reserved_at AS "reservedAt", r.answers
       FROM reservations r
       ${SLOT_OF_VISIT}
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
      WHERE ${conditions}
        AND (:after_id::uuid IS NULL
             OR (${VISIT_BEGINS}, r.reception_number, r.id)
                > (:after_start::timestamptz, :after_number::int, :after_id::uuid))
      ORDER BY ${VISIT_BEGINS}, r.reception_number, r.id
      LIMIT :limit OFFSET :offset`,
    {
      ...values,
      ...{ limit, offset },
      after_start: after?.startsAt.toISOString() ?? null,
      after_number: after?.receptionNumber ?? null,
      after_id: after?.id ?? null,
    } as any
  )
  return rows
}

export async function countListed(
  filter: ReservationFilter,
  counterIds: string[] | null
): Promise<number> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM reservations r WHERE ${conditions}`,
    values as any
  )
  return rows[0].n
}

function conditionsOf(
  { from, until, counter, state, came }: ReservationFilter,
  counterIds: string[] | null
) {
  return [
    `r.municipality_id = :municipality AND r.state NOT IN ('held', 'lapsed')
        AND r.visit_date BETWEEN :from::date AND :until::date
        AND (:counter::uuid IS NULL OR r.counter_id = :counter::uuid)
        AND (:state::text IS NULL OR r.state = :state::text)
        AND (:walk_in::boolean IS NULL OR r.walk_in = :walk_in::boolean)
        AND (:counters::uuid[] IS NULL OR r.counter_id = ANY (:counters::uuid[]))`,
    {
      ...{ from, until, municipality: tenancy.current().municipalityId },
      counter: counter ?? null,
      state: state ?? null,
      walk_in: came ? came === 'walk_in' : null,
      counters: counterIds,
    },
  ] as const
}
