import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { AWAITED, returnDesks } from './free_seats.js'

/**
 * Frees the desks whose time to come back has come. Those somebody waits for
 * are left to `offerSeats`, which frees them only to hold them again.
 *
 * @param options.slotIds of these slots only; of all when left out
 * @param options.awaited those somebody waits for as well
 * @returns how many desks
 */
export async function returnDueSeats({
  slotIds,
  awaited = false,
}: { slotIds?: string[]; awaited?: boolean } = {}): Promise<number> {
  const { rows } = await db.rawQuery(
    `WITH due AS (
       SELECT b.id
         FROM returning_seats b
         JOIN slots s ON s.municipality_id = b.municipality_id AND s.id = b.slot_id
        WHERE b.municipality_id = :municipality AND b.returns_at <= now()
          AND (:slots::uuid[] IS NULL OR b.slot_id = ANY (:slots::uuid[]))
          AND (:awaited OR NOT ${AWAITED})
        FOR UPDATE OF b SKIP LOCKED
     ), returned AS (
       DELETE FROM returning_seats b USING due
        WHERE b.municipality_id = :municipality AND b.id = due.id
        RETURNING b.slot_id, b.procedure_type_id, b.desks
     )
     SELECT slot_id AS "slotId", procedure_type_id AS type, sum(desks)::int AS desks
       FROM returned GROUP BY 1, 2 ORDER BY 1, 2`,
    { municipality: tenancy.current().municipalityId, slots: slotIds ?? null, awaited } as any
  )
  for (const { slotId, type, desks } of rows) await returnDesks([[slotId, desks]], type)
  return rows.reduce((sum: number, { desks }: { desks: number }) => sum + desks, 0)
}
