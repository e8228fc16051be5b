import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_RECEPTION_EARLY, E_RECEPTION_OVER, E_SLOT_UNAVAILABLE } from '../errors.js'
import { findHold } from '../queries/find_hold.js'
import { procedureType } from '../queries/procedure_types.js'
import { startsOfDay } from '../queries/starts_of_day.js'
import type { Line } from '../queries/waitlist_lines.js'
import { reservationSettings } from '../settings.js'
import { desksAtOnce } from '../visit_starts.js'
import { offerToken } from '../waitlist_code.js'
import { lockSlots } from './claim_seat.js'
import { holdSlot } from './hold_slot.js'
import { tryLockLine } from './lock_line.js'
import { mailOffer } from './mail_offer.js'
import { returnDueSeats } from './return_due_seats.js'

/** Somebody in the line. */
export interface Waiting {
  id: string
  number: number
  codeHash: Buffer
  procedureTypeId: string | null
  persons: number
  consecutive: boolean
  locale: string
  sealedAddress: string | null
}

/**
 * Offers what is free on a day to those who wait for it, in their order, as a
 * held seat. Desks on their way back are freed and held again while their
 * slots are locked, so nobody sees them free in between. Run twice it offers
 * nothing twice; a line somebody else is at is left alone.
 *
 * @returns how many were offered a seat
 */
export async function offerSeats(municipality: Municipality, line: Line): Promise<number> {
  if (!(await tryLockLine(line))) return 0
  const slotIds = (await startsOfDay(line.counterId, line.visitDate)).map(({ id }) => id)
  await lockSlots(slotIds)
  await returnDueSeats({ slotIds, awaited: true })
  let offered = 0
  for (const waiting of await waitingIn(line)) {
    if (!(await hasRoom(slotIds))) break
    if (await offer(municipality, line, waiting)) offered++
  }
  return offered
}

async function waitingIn({ counterId, visitDate }: Line): Promise<Waiting[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, number, code_hash AS "codeHash", procedure_type_id AS "procedureTypeId",
            persons::int AS persons, consecutive, locale, sealed_address AS "sealedAddress"
       FROM waitlist_entries
      WHERE municipality_id = ? AND counter_id = ? AND visit_date = ?::date AND state = 'waiting'
      ORDER BY number`,
    [tenancy.current().municipalityId, counterId, visitDate]
  )
  return rows
}

async function hasRoom(slotIds: string[]): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `SELECT 1 FROM slots
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) AND taken < capacity AND starts_at > now()
      LIMIT 1`,
    [tenancy.current().municipalityId, slotIds] as any[]
  )
  return rows.length > 0
}

async function offer(municipality: Municipality, line: Line, waiting: Waiting) {
  const token = offerToken(waiting.codeHash)
  if (!(await holdFirstFitting(municipality, line, waiting, token))) return false
  const hold = (await findHold(token))!
  await db.rawQuery(
    `UPDATE waitlist_entries
        SET state = 'offered', reservation_id = ?, sealed_address = NULL, settled_at = now()
      WHERE municipality_id = ? AND id = ?`,
    [hold.reservationId, tenancy.current().municipalityId, waiting.id]
  )
  await audit.record({
    action: 'reservation.offer_seats',
    subject: { type: 'waitlist_entry', id: waiting.id },
    detail: { number: waiting.number, persons: waiting.persons },
  })
  await mailOffer(municipality, waiting, hold)
  return true
}

async function holdFirstFitting(
  municipality: Municipality,
  line: Line,
  waiting: Waiting,
  token: string
): Promise<boolean> {
  const { offer_minutes: minutes } = reservationSettings.read(municipality)
  const { procedureTypeId, persons, consecutive } = waiting
  const party = { persons, consecutive }
  const type = await procedureType(procedureTypeId)
  for (const start of await startsOfDay(line.counterId, line.visitDate, type)) {
    if (!start.fits || start.past || start.free < desksAtOnce(party)) continue
    try {
      await holdSlot({
        ...{ slotId: start.id, procedureTypeId, party },
        ...{ token, minutes, boundBy: municipality },
      })
      return true
    } catch (error) {
      if (error instanceof E_RECEPTION_EARLY || error instanceof E_RECEPTION_OVER) return false
      if (!(error instanceof E_SLOT_UNAVAILABLE)) throw error
    }
  }
  return false
}
