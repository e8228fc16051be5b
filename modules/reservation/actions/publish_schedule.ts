import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { periodBindings, type Period } from '../queries/planned_slots.js'
import { COUNTS, DIFF_OF_COUNTERS, type PublishedCounts } from '../queries/schedule_diff.js'
import { staffCounters } from '../queries/staff_counters.js'
import { lockSlots } from './claim_seat.js'

/** So that whoever books meanwhile waits for a moment at most. */
const DAYS_AT_ONCE = 14

/**
 * Makes the slots of a period what the rules say (受付枠の公開): slots are
 * added, their capacity and end changed, and those nobody ever used removed.
 * A slot with a seat taken is never removed: it stays, closed. Unchanged slots
 * are not touched, so it can run again at any time, and go on where it was
 * killed.
 *
 * Each counter's fortnight is a transaction of its own, unless the caller's
 * scope is open already.
 *
 * @returns how many slots were added, changed, removed, and kept for those who have a seat
 */
export async function publishSchedule(
  municipality: Pick<Municipality, 'id' | 'settings'>,
  { from, until, counterIds = null }: Omit<Period, 'counterIds'> & Partial<Period>,
  actor?: Actor
): Promise<PublishedCounts> {
  const counters = await tenancy.run(municipality, () => staffCounters(counterIds), actor)
  const total = { added: 0, changed: 0, removed: 0, kept: 0 }
  for (const { id } of counters) {
    for (const part of partsOf(from, until)) {
      const period = { ...part, counterIds: [id] }
      const done = await tenancy.run(municipality, () => publishPart(municipality, period), actor)
      total.added += done.added
      total.changed += done.changed
      total.removed += done.removed
      total.kept += done.kept
    }
  }
  return total
}

function partsOf(from: string, until: string) {
  const last = DateTime.fromISO(until)
  const parts: { from: string; until: string }[] = []
  for (let day = DateTime.fromISO(from); day <= last; day = day.plus({ days: DAYS_AT_ONCE })) {
    const end = DateTime.min(day.plus({ days: DAYS_AT_ONCE - 1 }), last)
    parts.push({ from: day.toISODate()!, until: end.toISODate()! })
  }
  return parts
}

async function publishPart(
  municipality: Pick<Municipality, 'settings'>,
  period: Period & { counterIds: string[] }
): Promise<PublishedCounts> {
  const [counterId] = period.counterIds
  const bindings = periodBindings(municipality, period) as any
  await lockSchedule(counterId)
  const { rows: seen } = await db.rawQuery(
    `WITH ${DIFF_OF_COUNTERS}
     SELECT ${COUNTS},
            coalesce(array_agg(id) FILTER (WHERE fate IN ('changed', 'removed', 'kept')), '{}') AS moving
       FROM diff`,
    bindings
  )
  const { moving, ...expected } = seen[0]
  if (expected.added === 0 && moving.length === 0) return expected
  if (moving.length > 0) await lockSlots(moving)
  const { rows } = await db.rawQuery(APPLY, bindings)
  const counts: PublishedCounts = rows[0]
  if (counts.added + counts.changed + counts.removed > 0) {
    await audit.record({
      action: 'reservation.publish_schedule',
      subject: { type: 'counter', id: counterId },
      detail: { from: period.from, until: period.until, ...counts },
    })
  }
  return counts
}

/** One publication of a counter at a time, and before any slot; bookings do not look at this lock. */
export async function lockSchedule(counterId: string) {
  await db.rawQuery(
    'SELECT 1 FROM counters WHERE municipality_id = ? AND id = ? FOR NO KEY UPDATE',
    [tenancy.current().municipalityId, counterId]
  )
}

/**
 * A slot is compared again by the statement that changes it, under the locks
 * taken before. One that anything ever pointed to cannot be deleted; it is left
 * without a seat to give. `greatest(…, taken)` is what a capacity below what is
 * booked comes to: the bookings stay, and `wanted_capacity` remembers.
 */
const APPLY = `WITH ${DIFF_OF_COUNTERS}, unused AS (
    SELECT d.id FROM diff d
     WHERE d.fate = 'removed'
       AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.municipality_id = :municipality AND r.slot_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM slot_quotas q WHERE q.municipality_id = :municipality AND q.slot_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM closure_parties p WHERE p.municipality_id = :municipality AND p.slot_id = d.id)
  ), deleted AS (
    DELETE FROM slots s USING unused u
     WHERE s.municipality_id = :municipality AND s.id = u.id AND s.taken = 0
  ), closed AS (
    UPDATE slots s
       SET capacity = s.taken, wanted_capacity = CASE WHEN s.taken > 0 THEN 0 END, by_hand = false
      FROM diff d
     WHERE s.municipality_id = :municipality AND s.id = d.id AND d.fate IN ('kept', 'removed')
       AND d.id NOT IN (SELECT id FROM unused)
       AND coalesce(s.wanted_capacity, s.capacity) > 0
  ), changed AS (
    UPDATE slots s
       SET ends_at = d.ends_at, capacity = greatest(d.capacity, s.taken),
           wanted_capacity = CASE WHEN d.capacity < s.taken THEN d.capacity END
      FROM diff d
     WHERE s.municipality_id = :municipality AND s.id = d.id AND d.fate = 'changed'
  ), added AS (
    INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
    SELECT :municipality, counter_id, visit_date, starts_at, ends_at, capacity
      FROM diff WHERE fate = 'added'
     ORDER BY starts_at
    ON CONFLICT (municipality_id, counter_id, starts_at) DO NOTHING
  )
  SELECT ${COUNTS} FROM diff`
