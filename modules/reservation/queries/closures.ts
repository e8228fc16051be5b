import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface Closure {
  id: string
  /** Null closes every counter. */
  counterId: string | null
  counterName: string | null
  /** ISO dates. */
  from: string
  until: string
  reason: string
  closedAt: Date
  /** Name of who closed. */
  closedBy: string | null
  reopenedAt: Date | null
  /** The counter's last day, where it was before what was closed (撤収): nothing can be booked after it. */
  endedOn: string | null
  parties: number
}

/**
 * SQL that a closure closes the slot of a reservation `r`: nobody could come
 * then, and it stays theirs until the closure ends it by a move or a cancellation.
 */
export const CLOSED = `EXISTS (
  SELECT 1 FROM slots shut
   WHERE shut.municipality_id = r.municipality_id AND shut.id = r.slot_id
     AND shut.closure_id IS NOT NULL)`

const SELECT = `SELECT k.id, k.counter_id AS "counterId", c.name AS "counterName", k.first_day::text AS "from",
       k.last_day::text AS "until", k.reason, k.closed_at AS "closedAt", m.name AS "closedBy",
       k.reopened_at AS "reopenedAt",
       CASE WHEN c.valid_until < k.first_day THEN c.valid_until::text END AS "endedOn",
       (SELECT count(*)::int FROM closure_parties p
         WHERE p.municipality_id = k.municipality_id AND p.closure_id = k.id) AS parties
  FROM closures k
  LEFT JOIN counters c ON c.municipality_id = k.municipality_id AND c.id = k.counter_id
  LEFT JOIN staff_members m ON m.municipality_id = k.municipality_id AND m.id = k.closed_by
 WHERE k.municipality_id = :municipality
   AND (:counters::uuid[] IS NULL OR k.counter_id = ANY (:counters::uuid[]))`

/** The closures of the counters a staff member may see, the latest first; all of them when `counterIds` is null. */
export async function closures(
  counterIds: string[] | null,
  page: { limit: number; offset: number }
): Promise<Closure[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY k.closed_at DESC, k.id LIMIT :limit OFFSET :offset`,
    { ...page, municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows
}

/** How many there are. */
export async function countClosures(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM closures k
      WHERE k.municipality_id = :municipality
        AND (:counters::uuid[] IS NULL OR k.counter_id = ANY (:counters::uuid[]))`,
    { municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows[0].n
}

/** One of them, or nothing. */
export async function findClosure(
  id: string,
  counterIds: string[] | null
): Promise<Closure | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} AND k.id = :id`, {
    ...{ id, counters: counterIds },
    municipality: tenancy.current().municipalityId,
  } as any)
  return rows[0]
}

/** Who would be concerned by a closure: reservations to come, and parties of them. */
export async function countConcerned(counterId: string | null, from: string, until: string) {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS reservations, count(DISTINCT r.party_id)::int AS parties,
            count(DISTINCT r.party_id) FILTER (WHERE r.contact IS NOT NULL)::int AS "withAddress"
       FROM reservations r
      WHERE r.municipality_id = :municipality AND r.state = 'reserved' AND r.starts_at > now()
        AND r.visit_date BETWEEN :from::date AND :until::date
        AND (:counter::uuid IS NULL OR r.counter_id = :counter::uuid)`,
    {
      ...{ from, until, counter: counterId },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows[0] as { reservations: number; parties: number; withAddress: number }
}

/** Last ISO date with a slot at a counter; nothing where there is none. */
export async function lastPublishedDay(counterId: string): Promise<string | null> {
  const { rows } = await db.rawQuery(
    'SELECT max(visit_date)::text AS day FROM slots WHERE municipality_id = ? AND counter_id = ?',
    [tenancy.current().municipalityId, counterId]
  )
  return rows[0].day
}
