import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { lockSlots } from './claim_seat.js'
import { lockCounters } from './close_counters.js'

/**
 * Takes a closure back: new reservations are taken again as before, except
 * where another closure closes too. Who moved stays moved. A time that went by
 * while it was closed stays closed: nobody could come. Does nothing the second
 * time.
 */
export async function reopenCounters(id: string, counterId: string | null) {
  const { municipalityId } = tenancy.current()
  await lockCounters(counterId)
  const { rows } = await db.rawQuery(
    `UPDATE closures SET reopened_at = now()
      WHERE municipality_id = ? AND id = ? AND reopened_at IS NULL RETURNING id`,
    [municipalityId, id]
  )
  if (rows.length === 0) return
  const { rows: slots } = await db.rawQuery(
    'SELECT id FROM slots WHERE municipality_id = ? AND closure_id = ? AND starts_at > now()',
    [municipalityId, id]
  )
  await lockSlots(slots.map((slot: { id: string }) => slot.id))
  await db.rawQuery(
    `UPDATE slots s SET closure_id = other.id
       FROM closures other
      WHERE s.municipality_id = :municipality AND s.closure_id = :id
        AND other.municipality_id = :municipality AND other.reopened_at IS NULL
        AND (other.counter_id IS NULL OR other.counter_id = s.counter_id)
        AND s.visit_date BETWEEN other.first_day AND other.last_day`,
    { municipality: municipalityId, id }
  )
  await db.rawQuery(
    `UPDATE slots
        SET closure_id = NULL, capacity_before = NULL, capacity = greatest(capacity_before, taken),
            wanted_capacity = CASE WHEN capacity_before < taken THEN capacity_before END
      WHERE municipality_id = ? AND closure_id = ? AND starts_at > now()`,
    [municipalityId, id]
  )
  await audit.record({
    action: 'reservation.reopen_counters',
    subject: { type: 'closure', id },
    detail: { slots: slots.length },
  })
}
