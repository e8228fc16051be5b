import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { freeSeats } from './free_seats.js'

/** Gives a held seat back before its time is over; does nothing when there is no such hold any more. */
export async function giveUpHold(token: string) {
  const { rows } = await db.rawQuery(
    `UPDATE reservations
        SET state = 'lapsed', hold_expires_at = NULL, draft = NULL, settled_at = now()
      WHERE municipality_id = ? AND hold_token_hash = ? AND state = 'held'
      RETURNING id`,
    [tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  if (rows.length > 0) await freeSeats(rows.map(({ id }: { id: string }) => id))
}
