import db from '@adonisjs/lucid/services/db'
import type { ReportPage } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'
import type { ReservationState } from '../reservation_state.js'
import type { Reach } from './count_visits.js'

export interface Visit {
  id: string
  counterId: string
  receptionNumber: number
  state: ReservationState
  /** `2026/11/24` and `09:00` in Tokyo. */
  date: string
  time: string
  counterName: string
  /** In Japanese; null where the municipality asks nobody. */
  procedureName: string | null
  /** Of how many listed together with it, and the place among them, where that is asked for. */
  persons?: number
  position?: number
  byProxy: boolean
  /** Whether they came without a booking. */
  walkIn: boolean
  /** What was answered to 住基カードの有無: `yes`, `no`, or null where it was not asked. */
  oldCard: string | null
  oldCardCollected: boolean
  /** When somebody noted that they came or did not, `09:04`. */
  settledAt: string | null
  collectsCard: boolean
  /** Where what they come for lies, where a module knows. */
  shelf?: string
}

interface Listed {
  states: ReservationState[]
  oldCardOnly?: boolean
  /** Tells who comes together, which has all of the list read. */
  parties?: boolean
}

/** SQL: how many of the list come together, and which of them it is. */
const PARTY = `
            (count(*) OVER (PARTITION BY r.party_id))::int AS persons,
            (row_number() OVER (PARTITION BY r.party_id ORDER BY r.party_position))::int AS position,`

/** SQL: that a visit is in a list. Old cards as their index (`reservations_old_cards`) says it. */
const listed = ({ oldCardOnly = false }: Listed) =>
  `r.municipality_id = :municipality AND r.state = ANY (:states::text[])
        AND r.visit_date BETWEEN :from::date AND :until::date
        AND (:counters::uuid[] IS NULL OR r.counter_id = ANY (:counters::uuid[]))
        ${oldCardOnly ? "AND (r.answers ->> 'old_card' = 'yes' OR r.old_card_collected)" : ''}`

const asked = ({ from, until, counterIds }: Reach, { states }: Listed) => ({
  ...{ from, until, states, counters: counterIds },
  municipality: tenancy.current().municipalityId,
})

/** How many visits of a list there are on each day, `2026/11/24`. */
export async function countByDay(
  reach: Reach,
  list: Listed
): Promise<{ date: string; count: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT to_char(r.visit_date, 'YYYY/MM/DD') AS date, count(*)::int AS count
       FROM reservations r WHERE ${listed(list)} GROUP BY r.visit_date ORDER BY r.visit_date`,
    asked(reach, list) as any
  )
  return rows
}

/**
 * Visits as a counter works them off: by time, then by number. Nothing of who
 * it is. Times come as text: a large city has thousands of lines a day.
 */
export async function listVisits(reach: Reach, list: Listed, page?: ReportPage): Promise<Visit[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.counter_id AS "counterId", r.reception_number AS "receptionNumber", r.state,
            to_char(r.visit_date, 'YYYY/MM/DD') AS date,
            to_char(r.starts_at ${AT_TOKYO}, 'HH24:MI') AS time,
            c.name AS "counterName", t.names ->> 'ja' AS "procedureName",
            coalesce(t.collects_card, true) AS "collectsCard", ${list.parties ? PARTY : ''}
            r.booked_by IS NOT NULL AS "byProxy", r.walk_in AS "walkIn", r.answers ->> 'old_card' AS "oldCard",
            r.old_card_collected AS "oldCardCollected",
            to_char(r.settled_at ${AT_TOKYO}, 'HH24:MI') AS "settledAt"
       FROM reservations r
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
      WHERE ${listed(list)}
      ORDER BY r.starts_at, c.display_order, c.code, r.reception_number
      LIMIT :limit OFFSET :offset`,
    { ...asked(reach, list), limit: page?.limit ?? null, offset: page?.offset ?? 0 } as any
  )
  return rows
}
