import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** 戻り待ち: seats of a slot that are free and do not show it yet, and when the last of them does. */
export async function returningSeatsOfSlot(
  slotId: string
): Promise<{ seats: number; until: Date | null }> {
  const { rows } = await db.rawQuery(
    `SELECT coalesce(sum(desks), 0)::int AS seats, max(returns_at) AS until
       FROM returning_seats WHERE municipality_id = ? AND slot_id = ?`,
    [tenancy.current().municipalityId, slotId]
  )
  return rows[0]
}
