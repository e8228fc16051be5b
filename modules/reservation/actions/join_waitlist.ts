import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { bookableDays, bookingRules, type CounterRules } from '../booking_rules.js'
import { E_DAY_NOT_FULL, E_SLOT_UNAVAILABLE } from '../errors.js'
import type { ProcedureType } from '../procedure_type.js'
import { findEntryByCode } from '../queries/find_entry.js'
import type { Party } from '../queries/plan_visit.js'
import { startsOfDay } from '../queries/starts_of_day.js'
import { desksAtOnce } from '../visit_starts.js'
import { waitlistCodeFor, waitlistCodeHash } from '../waitlist_code.js'
import { sealAddress } from '../waitlist_entry.js'
import { lockLine } from './lock_line.js'

/**
 * Takes a place in the line for a day on which no seat is left (キャンセル待ち).
 * Sent twice it is the same place.
 *
 * @param input.token made by the page; the code is derived from it
 * @param input.address where to write when a seat is offered; kept encrypted until then
 * @param input.locale the language to write in
 * @throws E_SLOT_UNAVAILABLE when the day cannot be booked at all
 * @throws E_DAY_NOT_FULL when a seat is left that can be booked at once
 */
export async function joinWaitlist(input: {
  counter: { id: string; rules: CounterRules | null }
  visitDate: string
  type?: ProcedureType
  party: Party
  token: string
  address?: string
  locale: string
  boundBy: Pick<Municipality, 'settings'>
}) {
  const line = { counterId: input.counter.id, visitDate: input.visitDate }
  const codeHash = waitlistCodeHash(waitlistCodeFor(input.token))
  const { municipalityId } = tenancy.current()
  await mustBeFull(input)
  await db.rawQuery(
    `INSERT INTO waitlists (municipality_id, counter_id, visit_date) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [municipalityId, line.counterId, line.visitDate]
  )
  await lockLine(line)
  if (await findEntryByCode(codeHash)) return
  const { rows } = await db.rawQuery(
    `WITH line AS (
       UPDATE waitlists SET last_number = last_number + 1
        WHERE municipality_id = ? AND counter_id = ? AND visit_date = ?::date
        RETURNING municipality_id, counter_id, visit_date, last_number
     )
     INSERT INTO waitlist_entries
       (municipality_id, counter_id, visit_date, number, procedure_type_id, persons, consecutive,
        code_hash, locale, sealed_address)
     SELECT municipality_id, counter_id, visit_date, last_number, ?::uuid, ?, ?, ?, ?, ? FROM line
     RETURNING id, number`,
    [
      ...[municipalityId, line.counterId, line.visitDate, input.type?.id ?? null],
      ...[input.party.persons, input.party.consecutive, codeHash, input.locale],
      input.address ? sealAddress(input.address) : null,
    ] as any[]
  )
  await audit.record({
    action: 'reservation.join_waitlist',
    subject: { type: 'waitlist_entry', id: rows[0].id },
    detail: { number: rows[0].number, persons: input.party.persons },
  })
}

async function mustBeFull({
  counter,
  visitDate,
  type,
  party,
  boundBy,
}: Parameters<typeof joinWaitlist>[0]) {
  const { first, last } = bookableDays(bookingRules(boundBy, counter.rules))
  const starts = (await startsOfDay(counter.id, visitDate, type)).filter(
    ({ fits, past }) => fits && !past
  )
  if (starts.length === 0 || visitDate < first || last < visitDate) throw new E_SLOT_UNAVAILABLE()
  if (starts.some(({ free }) => free >= desksAtOnce(party))) throw new E_DAY_NOT_FULL()
}
