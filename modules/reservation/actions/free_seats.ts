import { randomInt } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import { reservationSettings } from '../settings.js'

/** How many desks of which slots, in order of the slots' ids. */
export type Desks = [slotId: string, count: number][]

/** SQL that somebody waits for a seat on a day, where the day's slot is `s`. */
export const AWAITED = `EXISTS (
  SELECT 1 FROM waitlist_entries e
   WHERE e.municipality_id = s.municipality_id AND e.counter_id = s.counter_id
     AND e.visit_date = s.visit_date AND e.state = 'waiting')`

/**
 * Takes the seats of reservations that end. Their desks are free at once,
 * unless somebody waits for them or they come back later: then they stay in
 * `taken` until `returnDueSeats`.
 *
 * @param options.after seconds until they come back
 * @param options.again desks the same people take again in this transaction
 */
export async function freeSeats(
  reservationIds: string[],
  { after = 0, again = [] }: { after?: number; again?: Desks } = {}
) {
  const { rows } = await db.rawQuery(
    `WITH freed AS (
       DELETE FROM reservation_seats seat USING reservations r
        WHERE seat.municipality_id = :municipality AND seat.reservation_id = ANY (:ids::uuid[])
          AND r.municipality_id = seat.municipality_id AND r.id = seat.reservation_id
        RETURNING seat.slot_id, r.procedure_type_id
     )
     SELECT f.slot_id AS "slotId", f.procedure_type_id AS type, f.desks, ${AWAITED} AS awaited
       FROM (SELECT slot_id, procedure_type_id, count(*)::int AS desks FROM freed GROUP BY 1, 2) AS f
       JOIN slots s ON s.municipality_id = :municipality AND s.id = f.slot_id
      ORDER BY f.slot_id`,
    { municipality: tenancy.current().municipalityId, ids: reservationIds } as any
  )
  const needed = new Map(again)
  for (const { slotId, type, desks, awaited } of rows) {
    const later = after > 0 || awaited ? Math.max(0, desks - (needed.get(slotId) ?? 0)) : 0
    if (desks > later) await returnDesks([[slotId, desks - later]], type)
    if (later > 0) await keepForLater(slotId, type, later, after)
  }
}

/** Seconds until a seat somebody gives up comes back: drawn, so that nobody can lie in wait for it. */
export async function drawDelay(): Promise<number> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const { return_delay_minutes: most } = reservationSettings.read(municipality)
  return most === 0 ? 0 : randomInt(1, most * 60 + 1)
}

async function keepForLater(slotId: string, type: string | null, desks: number, after: number) {
  await db.rawQuery(
    `INSERT INTO returning_seats (municipality_id, slot_id, procedure_type_id, desks, returns_at)
     VALUES (?, ?, ?, ?, now() + make_interval(secs => ?))`,
    [tenancy.current().municipalityId, slotId, type, desks, after] as any[]
  )
}

/**
 * Gives desks back to their slots, and to what their type may take of them. A
 * slot whose capacity is to be lower than what is taken loses the desk instead,
 * until it has come down to that.
 */
export async function returnDesks(desks: Desks, type: string | null) {
  const { municipalityId } = tenancy.current()
  for (const [slotId, count] of desks) {
    await db.rawQuery(
      `UPDATE slots
          SET taken = taken - :count,
              capacity = CASE WHEN wanted_capacity IS NULL THEN capacity
                              ELSE greatest(wanted_capacity, taken - :count) END,
              wanted_capacity = CASE WHEN wanted_capacity < taken - :count THEN wanted_capacity END
        WHERE municipality_id = :municipality AND id = :slot`,
      { count, municipality: municipalityId, slot: slotId }
    )
    if (type) {
      await db.rawQuery(
        `UPDATE slot_quotas SET taken = taken - ?
          WHERE municipality_id = ? AND slot_id = ? AND procedure_type_id = ?`,
        [count, municipalityId, slotId, type]
      )
    }
  }
}
