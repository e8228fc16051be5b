import db from '@adonisjs/lucid/services/db'
import type { Municipality } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'
import { PLANNED, periodBindings, type Period } from './planned_slots.js'

/**
 * SQL of what publishing would do, as `diff`, one row for each slot there or
 * planned, its time still to come, that does not stay as it is: most do, and
 * are looked at once. A slot somebody has a seat in whose time the rules do not
 * give any more stays, closed, and so nothing is added that would use its desks
 * a second time. What a closure closed is left alone.
 */
const diffOf = (slots: string) => `${PLANNED}, there AS (
    SELECT id, counter_id, visit_date, starts_at, ends_at, taken, capacity, by_hand,
           coalesce(wanted_capacity, capacity) AS wanted
      FROM slots
     WHERE municipality_id = :municipality AND ${slots}
       AND starts_at > now() AND closure_id IS NULL
  ), to_come AS (
    SELECT * FROM planned WHERE starts_at > now()
  ), differing AS (
    SELECT coalesce(t.counter_id, p.counter_id) AS counter_id,
           coalesce(t.visit_date, p.visit_date) AS visit_date,
           coalesce(t.starts_at, p.starts_at) AS starts_at,
           t.id, coalesce(t.taken, 0) AS taken, t.capacity, t.wanted, t.by_hand, t.ends_at AS ends_now,
           p.ends_at, p.capacity AS planned
      FROM there t
      FULL JOIN to_come p ON p.counter_id = t.counter_id AND p.starts_at = t.starts_at
     WHERE t.ends_at IS DISTINCT FROM p.ends_at OR (t.wanted <> p.capacity AND NOT t.by_hand)
  ), staying AS (
    SELECT * FROM differing WHERE taken > 0 AND ends_now IS DISTINCT FROM ends_at
  ), due AS (
    SELECT d.* FROM differing d
     WHERE d.ends_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM staying s
        WHERE s.counter_id = d.counter_id AND s.visit_date = d.visit_date
          AND s.starts_at < d.ends_at AND s.ends_now > d.starts_at)
  ), diff AS (
    SELECT d.counter_id, d.visit_date, d.starts_at, p.ends_at, d.id, d.taken,
           CASE WHEN d.by_hand THEN d.wanted ELSE p.planned END AS capacity,
           CASE WHEN d.id IS NULL THEN 'added'
                WHEN p.starts_at IS NOT NULL THEN 'changed'
                WHEN d.taken > 0 THEN 'kept'
                ELSE 'removed' END AS fate
      FROM differing d
      LEFT JOIN due p ON p.counter_id = d.counter_id AND p.starts_at = d.starts_at
     WHERE p.starts_at IS NOT NULL OR d.capacity > 0
  )`

export const DIFF = diffOf(
  `visit_date BETWEEN :from::date AND :until::date
       AND (:counters::uuid[] IS NULL OR counter_id = ANY (:counters::uuid[]))`
)

/** The same for a few counters, whose own slots alone are read. */
export const DIFF_OF_COUNTERS = diffOf(
  `counter_id = ANY (:counters::uuid[])
       AND starts_at >= :from::timestamp ${AT_TOKYO}
       AND starts_at < (:until::date + 1)::timestamp ${AT_TOKYO}`
)

/** How many slots publishing adds, changes, removes, and leaves to those who have a seat there. */
export interface PublishedCounts {
  added: number
  changed: number
  removed: number
  kept: number
}

export interface DayOfDiff extends PublishedCounts {
  counterId: string
  counterName: string
  /** ISO date. */
  day: string
  /** Reservations in slots that stay, closed. */
  affected: number
  /** Seats taken beyond what the capacity is to be. */
  over: number
}

/** SQL of the four counts over `diff`. */
export const COUNTS = ['added', 'changed', 'removed', 'kept']
  .map((fate) => `count(*) FILTER (WHERE fate = '${fate}')::int AS ${fate}`)
  .join(', ')

/** What publishing a period would do, by day and counter; days on which nothing changes left out. */
export async function scheduleDiff(
  boundBy: Pick<Municipality, 'settings'>,
  period: Period
): Promise<DayOfDiff[]> {
  const { rows } = await db.rawQuery(
    `WITH ${DIFF}
     SELECT d.counter_id AS "counterId", c.name AS "counterName", d.visit_date::text AS day, ${COUNTS},
            coalesce(sum(d.taken) FILTER (WHERE fate = 'kept'), 0)::int AS affected,
            coalesce(sum(greatest(0, d.taken - d.capacity)) FILTER (WHERE fate = 'changed'), 0)::int AS over
       FROM diff d
       JOIN counters c ON c.municipality_id = :municipality AND c.id = d.counter_id
      GROUP BY d.counter_id, c.name, c.display_order, c.code, d.visit_date
      ORDER BY d.visit_date, c.display_order, c.code`,
    periodBindings(boundBy, period) as any
  )
  return rows
}

/** The sums over several days. */
export const totalOf = (days: DayOfDiff[]) =>
  days.reduce(
    (sum, day) => ({
      added: sum.added + day.added,
      changed: sum.changed + day.changed,
      removed: sum.removed + day.removed,
      kept: sum.kept + day.kept,
      affected: sum.affected + day.affected,
      over: sum.over + day.over,
    }),
    { added: 0, changed: 0, removed: 0, kept: 0, affected: 0, over: 0 }
  )
