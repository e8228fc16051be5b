import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { lockSlots } from './claim_seat.js'
import { collectParties } from './collect_parties.js'
import { freeSeats } from './free_seats.js'

/**
 * Closes a counter, or all of them, for a day or some days (R128): from this
 * moment nobody books there, what somebody holds while filling in the form
 * lapses, and everybody who has a reservation is noted. Reservations stay until
 * they are moved or cancelled.
 *
 * A hold that is being confirmed at this very moment is locked by its
 * confirmation and becomes a reservation; it is noted later with the rest.
 *
 * @param input.counterId null for every counter
 * @param input.from first ISO date
 * @param input.until last ISO date
 * @returns the closure's id
 */
export async function closeCounters(input: {
  counterId: string | null
  from: string
  until: string
  reason: string
  staffId: string | null
}): Promise<string> {
  const { municipalityId } = tenancy.current()
  await lockCounters(input.counterId)
  const { rows } = await db.rawQuery(
    `INSERT INTO closures (municipality_id, counter_id, first_day, last_day, reason, closed_by)
     VALUES (:municipality, :counterId, :from, :until, :reason, :staffId)
     RETURNING id`,
    { municipality: municipalityId, ...input } as any
  )
  const id: string = rows[0].id
  await closeSlots(id, input)
  await lapseHolds(id)
  const parties = await collectParties(id)
  await audit.record({
    action: 'reservation.close_counters',
    subject: { type: 'closure', id },
    detail: {
      ...{ counter_id: input.counterId, from: input.from, until: input.until },
      ...{ reason: input.reason, parties },
    },
  })
  return id
}

/** Before any slot, in the order of their ids, as publishing does one by one. */
export async function lockCounters(counterId: string | null) {
  await db.rawQuery(
    `SELECT 1 FROM counters
      WHERE municipality_id = :municipality AND (:counter::uuid IS NULL OR id = :counter::uuid)
      ORDER BY id
        FOR NO KEY UPDATE`,
    { municipality: tenancy.current().municipalityId, counter: counterId } as any
  )
}

async function closeSlots(
  id: string,
  { counterId, from, until }: { counterId: string | null; from: string; until: string }
) {
  const those = `municipality_id = :municipality AND visit_date BETWEEN :from::date AND :until::date
    AND (:counter::uuid IS NULL OR counter_id = :counter::uuid)
    AND starts_at > now() AND closure_id IS NULL`
  const values = {
    ...{ id, from, until, counter: counterId },
    municipality: tenancy.current().municipalityId,
  } as any
  const { rows } = await db.rawQuery(`SELECT id FROM slots WHERE ${those}`, values)
  await lockSlots(rows.map((slot: { id: string }) => slot.id))
  await db.rawQuery(
    `UPDATE slots
        SET closure_id = :id, capacity_before = coalesce(wanted_capacity, capacity),
            capacity = taken, wanted_capacity = CASE WHEN taken > 0 THEN 0 END
      WHERE ${those}`,
    values
  )
}

async function lapseHolds(closureId: string) {
  const { rows } = await db.rawQuery(
    `UPDATE reservations
        SET state = 'lapsed', hold_expires_at = NULL, draft = NULL, settled_at = now()
      WHERE municipality_id = :municipality AND id IN (
        SELECT r.id FROM reservations r
          JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
         WHERE r.municipality_id = :municipality AND r.state = 'held' AND s.closure_id = :closure
           FOR UPDATE OF r SKIP LOCKED)
      RETURNING id`,
    { municipality: tenancy.current().municipalityId, closure: closureId }
  )
  if (rows.length > 0) await freeSeats(rows.map(({ id }: { id: string }) => id))
}
