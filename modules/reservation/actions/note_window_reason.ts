import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { WindowReason } from '../bookable_window.js'

/** Keeps why staff let visits be where or when the card is not to be had. */
export async function noteWindowReason(reservationIds: string[], reason: WindowReason | null) {
  if (reservationIds.length === 0) return
  await db.rawQuery(
    `UPDATE reservations SET window_reason = ?
      WHERE municipality_id = ? AND id = ANY (?::uuid[])`,
    [reason, tenancy.current().municipalityId, reservationIds] as any[]
  )
}
