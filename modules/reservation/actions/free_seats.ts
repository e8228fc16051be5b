import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** How many desks of which slots, in order of the slots' ids. */
export type Desks = [slotId: string, count: number][]

/** Takes the seats of reservations that end, and gives their desks back. */
export async function freeSeats(reservationIds: string[]) {
  const { rows } = await db.rawQuery(
    `WITH freed AS (
       DELETE FROM reservation_seats seat USING reservations r
        WHERE seat.municipality_id = :municipality AND seat.reservation_id = ANY (:ids::uuid[])
          AND r.municipality_id = seat.municipality_id AND r.id = seat.reservation_id
        RETURNING seat.slot_id, r.procedure_type_id
     )
     SELECT slot_id AS "slotId", procedure_type_id AS "procedureTypeId", count(*)::int AS desks
       FROM freed GROUP BY 1, 2 ORDER BY 1, 2`,
    { municipality: tenancy.current().municipalityId, ids: reservationIds } as any
  )
  for (const { slotId, procedureTypeId, desks } of rows) {
    await returnDesks([[slotId, desks]], procedureTypeId)
  }
}

/** Gives desks back to their slots, and to what their type may take of them. */
export async function returnDesks(desks: Desks, type: string | null) {
  const { municipalityId } = tenancy.current()
  for (const [slotId, count] of desks) {
    await db.rawQuery('UPDATE slots SET taken = taken - ? WHERE municipality_id = ? AND id = ?', [
      count,
      municipalityId,
      slotId,
    ])
    if (type) {
      await db.rawQuery(
        `UPDATE slot_quotas SET taken = taken - ?
          WHERE municipality_id = ? AND slot_id = ? AND procedure_type_id = ?`,
        [count, municipalityId, slotId, type]
      )
    }
  }
}
