import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { BookableDays } from '../booking_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { releaseExpiredHolds } from './release_expired_holds.js'

export interface ClaimedSlot {
  id: string
  counterId: string
  /** ISO date. */
  visitDate: string
}

/**
 * Claims one seat: the only statement in the product that does (R125,
 * docs/decisions/0003). The condition and the increment are one row update, so however
 * many ask at once, `taken` never passes `capacity`; the table's CHECK would
 * refuse it besides.
 *
 * A full slot may be full of holds that have run out: those are released
 * first and the claim is tried once more.
 *
 * @param days the days that may be booked; any when left out
 * @throws E_SLOT_UNAVAILABLE when no seat is left, the slot is past or on another day, or it is not this municipality's
 */
export async function claimSeat(slotId: string, days?: BookableDays): Promise<ClaimedSlot> {
  const claimed =
    (await claim(slotId, days)) ??
    ((await releaseExpiredHolds(slotId)) && (await claim(slotId, days)))
  if (!claimed) throw new E_SLOT_UNAVAILABLE()
  return claimed
}

async function claim(slotId: string, days?: BookableDays): Promise<ClaimedSlot | undefined> {
  const { rows } = await db.rawQuery(
    `UPDATE slots s
        SET taken = taken + 1
       FROM counters c
      WHERE s.municipality_id = ? AND s.id = ?
        AND s.taken + 1 <= s.capacity
        AND s.starts_at > now()
        AND s.visit_date BETWEEN coalesce(?::date, '-infinity') AND coalesce(?::date, 'infinity')
        AND c.municipality_id = s.municipality_id AND c.id = s.counter_id AND c.visible
      RETURNING s.id, s.counter_id AS "counterId", s.visit_date::text AS "visitDate"`,
    [tenancy.current().municipalityId, slotId, days?.first ?? null, days?.last ?? null] as any[]
  )
  return rows[0]
}

/** Gives one seat of a slot back. */
export async function freeSeat(slotId: string) {
  await db.rawQuery('UPDATE slots SET taken = taken - 1 WHERE municipality_id = ? AND id = ?', [
    tenancy.current().municipalityId,
    slotId,
  ])
}
