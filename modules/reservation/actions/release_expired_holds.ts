import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Lets holds lapse whose time is over and frees their seats. A hold that is
 * being confirmed at this very moment is locked by its confirmation and is
 * skipped.
 *
 * @param slotId only this slot's; all of the municipality's when left out
 * @returns how many lapsed
 */
export async function releaseExpiredHolds(slotId?: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `WITH expired AS (
       SELECT id FROM reservations
        WHERE municipality_id = :municipality AND state = 'held' AND hold_expires_at <= now()
          AND (:slot::uuid IS NULL OR slot_id = :slot::uuid)
        FOR UPDATE SKIP LOCKED
     ), lapsed AS (
       UPDATE reservations r
          SET state = 'lapsed', hold_expires_at = NULL, settled_at = now()
         FROM expired
        WHERE r.municipality_id = :municipality AND r.id = expired.id
        RETURNING r.slot_id
     )
     SELECT slot_id, count(*)::int AS seats FROM lapsed GROUP BY slot_id ORDER BY slot_id`,
    { municipality: tenancy.current().municipalityId, slot: slotId ?? null } as any
  )
  for (const { slot_id: slot, seats } of rows) {
    await db.rawQuery('UPDATE slots SET taken = taken - ? WHERE municipality_id = ? AND id = ?', [
      seats,
      tenancy.current().municipalityId,
      slot,
    ])
  }
  return rows.reduce((total: number, row: { seats: number }) => total + row.seats, 0)
}
