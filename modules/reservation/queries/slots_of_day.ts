import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface SlotToSet {
  id: string
  startsAt: Date
  endsAt: Date
  /** What it is to be, below what is taken where bookings stay. */
  wanted: number
  taken: number
  byHand: boolean
  past: boolean
  /** Whether a closure closes it. */
  closed: boolean
}

/** Every published slot of a counter on a day, closed ones too. */
export async function slotsOfDay(counterId: string, day: string): Promise<SlotToSet[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", taken::int, by_hand AS "byHand",
            coalesce(wanted_capacity, capacity)::int AS wanted, starts_at <= now() AS past,
            closure_id IS NOT NULL AS closed
       FROM slots
      WHERE municipality_id = ? AND counter_id = ? AND visit_date = ?::date
      ORDER BY starts_at`,
    [tenancy.current().municipalityId, counterId, day]
  )
  return rows
}
