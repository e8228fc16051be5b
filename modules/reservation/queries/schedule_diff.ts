import db from '@adonisjs/lucid/services/db'
import type { Municipality } from '#app/tenancy/main'
import { PLANNED, periodBindings, type Period } from './planned_slots.js'

/**
 * SQL of what publishing would do, as `diff`, one row for each slot that is
 * there or planned, its time still to come. A slot somebody has a seat in whose
 * time the rules do not give any more stays, closed, and so nothing is added
 * that would use its desks a second time. What a closure closed is left alone.
 */
export const DIFF = `${PLANNED}, there AS (
    SELECT id, counter_id, visit_date, starts_at, ends_at, taken, capacity, by_hand,
           coalesce(wanted_capacity, capacity) AS wanted
      FROM slots
     WHERE municipality_id = :municipality AND visit_date BETWEEN :from::date AND :until::date
       AND (:counters::uuid[] IS NULL OR counter_id = ANY (:counters::uuid[]))
       AND starts_at > now() AND closure_id IS NULL
  ), staying AS (
    SELECT t.* FROM there t
     WHERE t.taken > 0 AND NOT EXISTS (
       SELECT 1 FROM planned p
        WHERE p.counter_id = t.counter_id AND p.starts_at = t.starts_at AND p.ends_at = t.ends_at)
  ), due AS (
    SELECT p.* FROM planned p
     WHERE p.starts_at > now() AND NOT EXISTS (
       SELECT 1 FROM staying s
        WHERE s.counter_id = p.counter_id AND s.visit_date = p.visit_date
          AND s.starts_at < p.ends_at AND s.ends_at > p.starts_at)
  ), diff AS (
    SELECT coalesce(t.counter_id, p.counter_id) AS counter_id,
           coalesce(t.visit_date, p.visit_date) AS visit_date,
           coalesce(t.starts_at, p.starts_at) AS starts_at,
           p.ends_at, t.id, coalesce(t.taken, 0) AS taken,
           CASE WHEN t.by_hand THEN t.wanted ELSE p.capacity END AS capacity,
           CASE WHEN t.id IS NULL THEN 'added'
                WHEN p.starts_at IS NULL AND t.taken > 0 THEN 'kept'
                WHEN p.starts_at IS NULL AND t.capacity = 0 THEN 'same'
                WHEN p.starts_at IS NULL THEN 'removed'
                WHEN t.ends_at <> p.ends_at OR (t.wanted <> p.capacity AND NOT t.by_hand) THEN 'changed'
                ELSE 'same' END AS fate
      FROM there t
      FULL JOIN due p ON p.counter_id = t.counter_id AND p.starts_at = t.starts_at
  )`

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
      WHERE d.fate <> 'same'
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
