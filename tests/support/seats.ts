import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'

/** Capacity and taken seats of slots, in the order asked for. */
export async function slotCounts(municipality: { id: number }, ids: string[]) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT capacity::int, taken::int FROM unnest(?::uuid[]) WITH ORDINALITY AS wanted (id, n)
         JOIN slots USING (id) ORDER BY n`,
      [ids] as any[]
    )
    return rows as { capacity: number; taken: number }[]
  })
}

export async function countReservations(municipality: { id: number }, state: string) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT count(*)::int AS n FROM reservations WHERE state = ?',
      [state]
    )
    return rows[0].n as number
  })
}

/** Lets the time of holds run out: of one booking's, or of all. */
export async function expireHolds(municipality: { id: number }, token?: string) {
  await tenancy.run(municipality, () =>
    db.rawQuery(
      `UPDATE reservations SET hold_expires_at = now() - interval '1 second'
        WHERE state = 'held' AND (?::bytea IS NULL OR hold_token_hash = ?::bytea)`,
      [
        token ? keyedHash('hold token', token) : null,
        token ? keyedHash('hold token', token) : null,
      ] as any[]
    )
  )
}
