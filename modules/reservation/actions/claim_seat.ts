import db from '@adonisjs/lucid/services/db'
import { prepared, tenancy, type Municipality } from '#app/tenancy/main'
import { bookingRules } from '../booking_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import type { Visit } from '../queries/plan_visit.js'
import { returnDesks, type Desks } from './free_seats.js'
import { returnDueSeats } from './return_due_seats.js'
import { releaseExpiredHolds } from './release_expired_holds.js'

export interface ClaimedSlot {
  id: string
  counterId: string
  /** ISO date. */
  visitDate: string
}

export interface ClaimRules {
  /** Whose booking rules count; nobody's for staff. */
  boundBy?: Pick<Municipality, 'settings'>
  /** A new reservation has to say its type where residents choose one, and to come while reservations are taken. */
  isNew?: boolean
}

/**
 * Claims the desks of a visit: the only way in the product (R125,
 * docs/decisions/0003), all of them or none. Slots are taken in order of
 * their id, each with one conditional statement.
 *
 * A full slot may be full of holds that have run out, or of desks on their way
 * back: those are released first and the claim is tried once more.
 *
 * @returns the slot the first person's visit starts in
 * @throws E_SLOT_UNAVAILABLE when a desk is missing somewhere, the time is past or not to be booked now, or it is not this municipality's; then nothing is claimed
 */
export async function claimSeats(visit: Visit, rules: ClaimRules = {}): Promise<ClaimedSlot> {
  const desks = desksOf(visit)
  if (desks.length > 1) await lockSlots(desks.map(([slotId]) => slotId))
  const claimed = new Map<string, ClaimedSlot>()
  for (const [slotId, count] of desks) {
    const slot =
      (await claimDesks(slotId, count, visit, rules)) ??
      ((await makeRoom(slotId)) && (await claimDesks(slotId, count, visit, rules)))
    if (!slot) {
      await returnDesks(desks.slice(0, claimed.size), visit.procedureTypeId)
      throw new E_SLOT_UNAVAILABLE()
    }
    claimed.set(slotId, slot)
  }
  return claimed.get(visit.persons[0][0])!
}

/** Gives back what was claimed for a visit that did not come about. */
export async function unclaimSeats(visit: Visit) {
  await returnDesks(desksOf(visit), visit.procedureTypeId)
}

/**
 * Locks slots in order of their id, and with them those of run-out holds that
 * stand in them: whoever needs more than one slot comes through here first, so
 * that no two ever wait for each other in a circle.
 */
export async function lockSlots(ids: string[]) {
  await db.rawQuery(
    `SELECT id FROM slots
      WHERE municipality_id = :municipality AND id = ANY (ARRAY(
        SELECT unnest(:ids::uuid[])
        UNION
        SELECT other.slot_id
          FROM reservation_seats seat
          JOIN reservations r ON r.municipality_id = seat.municipality_id
           AND r.id = seat.reservation_id AND r.state = 'held' AND r.hold_expires_at <= now()
          JOIN reservation_seats other ON other.municipality_id = seat.municipality_id
           AND other.reservation_id = seat.reservation_id
         WHERE seat.municipality_id = :municipality AND seat.slot_id = ANY (:ids::uuid[])))
      ORDER BY id
        FOR NO KEY UPDATE`,
    { municipality: tenancy.current().municipalityId, ids } as any
  )
}

/** Notes which slots a reservation's visit occupies, once they are claimed. */
export async function seatReservation(reservationId: string, slotIds: string[]) {
  await db.rawQuery(
    `INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
     SELECT ?, ?, unnest(?::uuid[])`,
    [tenancy.current().municipalityId, reservationId, slotIds] as any[]
  )
}

/** How many desks of each slot, in order of the slots' ids. */
export function desksOf({ persons }: Visit): Desks {
  const desks = new Map<string, number>()
  for (const slotId of persons.flat()) desks.set(slotId, (desks.get(slotId) ?? 0) + 1)
  return [...desks].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Lets run-out holds of a slot lapse and desks come back whose time has come. @returns whether there were any */
async function makeRoom(slotId: string) {
  await lockSlots([slotId])
  const lapsed = await releaseExpiredHolds(slotId)
  const returned = await returnDueSeats({ slotIds: [slotId] })
  return lapsed + returned > 0
}

async function claimDesks(slotId: string, desks: number, visit: Visit, rules: ClaimRules) {
  const slot = await claim(slotId, desks, rules, visit.procedureTypeId !== null)
  if (!slot || !visit.procedureTypeId) return slot
  if (await claimQuota(slotId, desks, visit)) return slot
  await returnDesks([[slotId, desks]], null)
  return undefined
}

/**
 * The statement: condition and increment are one row update, so however many
 * ask at once, `taken` never passes `capacity`; the table's CHECK would refuse
 * it besides. What binds residents is part of it, a counter's own rule before
 * the municipality's (R40, R126).
 */
async function claim(
  slotId: string,
  desks: number,
  { boundBy, isNew = false }: ClaimRules,
  typed: boolean
): Promise<ClaimedSlot | undefined> {
  const rules = boundBy && bookingRules(boundBy)
  const { rows } = await prepared(
    'reservation.claim',
    `UPDATE slots s
        SET taken = taken + :desks
       FROM counters c
       LEFT JOIN counter_rules k ON k.municipality_id = c.municipality_id AND k.counter_id = c.id
      WHERE s.municipality_id = :municipality AND s.id = :slot
        AND s.taken + :desks <= s.capacity
        AND s.starts_at > now()
        AND c.municipality_id = s.municipality_id AND c.id = s.counter_id AND c.visible
        AND s.visit_date BETWEEN coalesce(c.valid_from, '-infinity') AND coalesce(c.valid_until, 'infinity')
        AND NOT (:mustSayType AND EXISTS (
          SELECT 1 FROM procedure_types t
           WHERE t.municipality_id = s.municipality_id AND t.public AND NOT t.archived))
        AND (NOT :bound OR s.visit_date - (now() AT TIME ZONE 'Asia/Tokyo')::date
               BETWEEN coalesce(k.days_before, :daysBefore) AND coalesce(k.days_ahead, :daysAhead))
        AND (NOT :mustBeOpen OR (
               now() >= coalesce(k.opens_at, :opensAt::timestamptz, '-infinity')
               AND now() < coalesce(k.closes_at, :closesAt::timestamptz, 'infinity')))
      RETURNING s.id, s.counter_id AS "counterId", s.visit_date::text AS "visitDate"`,
    {
      municipality: tenancy.current().municipalityId,
      slot: slotId,
      desks,
      mustSayType: isNew && !typed,
      bound: rules !== undefined,
      daysBefore: rules?.daysBefore ?? null,
      daysAhead: rules?.daysAhead ?? null,
      mustBeOpen: isNew && rules !== undefined,
      opensAt: rules?.opensAt ?? null,
      closesAt: rules?.closesAt ?? null,
    } as any
  )
  return rows[0]
}

/** The same for what one type may take of a slot. The slot is locked by its claim, so quotas need no order of their own. */
async function claimQuota(slotId: string, desks: number, { procedureTypeId, quota }: Visit) {
  const { rows } = await db.rawQuery(
    `INSERT INTO slot_quotas AS q (municipality_id, slot_id, procedure_type_id, taken)
     SELECT :municipality::int, :slot::uuid, :type::uuid, :desks::smallint
      WHERE :desks <= coalesce(:quota::int, 32767)
     ON CONFLICT (municipality_id, slot_id, procedure_type_id)
     DO UPDATE SET taken = q.taken + excluded.taken
      WHERE q.taken + excluded.taken <= coalesce(:quota::int, 32767)
     RETURNING taken`,
    {
      municipality: tenancy.current().municipalityId,
      slot: slotId,
      type: procedureTypeId,
      desks,
      quota,
    } as any
  )
  return rows.length > 0
}
