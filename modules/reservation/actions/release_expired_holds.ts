import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { freeSeats } from './free_seats.js'

/**
 * Lets holds lapse whose time is over and frees their seats. A hold that is
 * being confirmed at this very moment is locked by its confirmation and is
 * skipped.
 *
 * @param slotId only those that occupy this slot; all of the municipality's when left out
 * @returns how many lapsed
 */
export async function releaseExpiredHolds(slotId?: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `WITH expired AS (
       SELECT id FROM reservations
        WHERE municipality_id = :municipality AND state = 'held' AND hold_expires_at <= now()
          AND (:slot::uuid IS NULL OR id IN (
            SELECT reservation_id FROM reservation_seats
             WHERE municipality_id = :municipality AND slot_id = :slot::uuid))
        FOR UPDATE SKIP LOCKED
     )
     UPDATE reservations r
        SET state = 'lapsed', hold_expires_at = NULL, settled_at = now()
       FROM expired
      WHERE r.municipality_id = :municipality AND r.id = expired.id
      RETURNING r.id`,
    { municipality: tenancy.current().municipalityId, slot: slotId ?? null } as any
  )
  const ids = rows.map(({ id }: { id: string }) => id)
  if (ids.length > 0) await freeSeats(ids)
  return ids.length
}
