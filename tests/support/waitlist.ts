import db from '@adonisjs/lucid/services/db'
import { joinWaitlist } from '#modules/reservation/actions/join_waitlist'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { findEntryByCode } from '#modules/reservation/queries/find_entry'
import { waitlistCodeFor, waitlistCodeHash } from '#modules/reservation/waitlist_code'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createCounter, createSlots, setSettings } from './municipality.js'

/** A counter with one slot of one seat, which is held, and somebody who waits for it. */
export async function createFullDay(municipality: Municipality) {
  await setSettings(municipality.id, { 'reservation.waitlist': true })
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter, { capacity: 1 })
  const [held, ticket] = [makeBookingToken(), makeBookingToken()]
  const entry = await tenancy.run(municipality, async () => {
    await holdSlot({ slotId: slot, token: held, minutes: 60 })
    await joinWaitlist({
      counter: { id: counter.id, rules: null },
      visitDate: await dateOf(slot),
      party: { persons: 1, consecutive: false },
      token: ticket,
      locale: 'ja',
      boundBy: municipality,
    })
    return (await findEntryByCode(waitlistCodeHash(waitlistCodeFor(ticket))))!
  })
  return { counter, slot, held, ticket, entry: entry.id }
}

/** The day of a slot, as an ISO date. */
export async function dateOf(slotId: string): Promise<string> {
  const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots WHERE id = ?', [
    slotId,
  ])
  return rows[0].day
}
