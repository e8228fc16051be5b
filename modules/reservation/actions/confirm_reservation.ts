import i18nManager from '@adonisjs/i18n/services/main'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { indexValues, type FieldSet } from '#app/fields/main'
import { publish } from '#app/module_system/main'
import { municipalities, prepared, tenancy } from '#app/tenancy/main'
import { accessKeyFor, accessKeyHash } from '../access_key.js'
import { reservationMade } from '../api.js'
import type { FieldValues } from '@madoguchi/module-kit'
import { proves } from '../applicant_proof.js'
import { askedFields } from '../asked_fields.js'
import { mustFit, pickUpOf } from '../bookable_window.js'
import { admit } from '../booker.js'
import { sealContact } from '../contact.js'
import { openDraft, type Draft } from '../draft.js'
import { E_ADDRESS_UNPROVEN, E_FORM_NOT_FILLED_IN, E_HOLD_UNKNOWN } from '../errors.js'
import type { ReservationState } from '../reservation_state.js'
import { planVisit } from '../queries/plan_visit.js'
import { admitLinkCode } from './admit_link_code.js'
import { claimSeats, seatReservation } from './claim_seat.js'
import { mailVisit } from './mail_visit.js'
import { NEXT_RECEPTION_NUMBER } from './next_reception_number.js'

/** One person's hold. */
interface Held {
  id: string
  state: ReservationState
  draft: string | null
  slotId: string
  procedureTypeId: string | null
  counterId: string
  /** ISO date. */
  visitDate: string
}

/**
 * Turns a hold into a reservation for everybody of the party: each gets a
 * 受付番号, all of them together one アクセスキー. Sent twice it answers the
 * same without booking again. A hold whose time is over is confirmed all the
 * same while its seats, or others of the slots, are free: the resident was
 * slow, nobody else came.
 *
 * @param filled what staff filled in; what the hold's draft says when left out
 * @param proof what the mailed link brought, where an address has to be proven
 * @returns whether a mail of it is on its way; nothing when it was made before
 * @throws E_HOLD_UNKNOWN when no hold belongs to the token
 * @throws E_FORM_NOT_FILLED_IN when nothing was filled in yet, or more is asked for than when it was
 * @throws E_ADDRESS_UNPROVEN when the mailed link was not opened
 * @throws whatever the module that knows people answers somebody who may not book
 * @throws E_OUTSIDE_WINDOW or E_NOTHING_TO_BOOK when what the booker comes for is not there then
 * @throws E_CODE_STOPPED when the link code, or whom it stands for, was stopped
 * @throws E_CODE_BOOKED_ALREADY when a visit with the link code is still to come
 * @throws E_SLOT_UNAVAILABLE when the hold has lapsed and the slot is full by now
 */
export async function confirmReservation(
  token: string,
  { filled, proof }: { filled?: Draft; proof?: unknown } = {}
): Promise<{ mailed: boolean } | undefined> {
  const party = await lockHolds(token)
  if (party.length === 0) throw new E_HOLD_UNKNOWN()
  if (party.some(({ state }) => state !== 'held' && state !== 'lapsed')) return undefined
  const confirmed = filled ?? openDraft(party[0].draft)
  if (!confirmed) throw new E_FORM_NOT_FILLED_IN()
  const fields = await askedFields(await municipalities.byId(tenancy.current().municipalityId), {
    known: confirmed.booker !== undefined,
  })
  if (!filled && fields.lacks('public', confirmed.values)) throw new E_FORM_NOT_FILLED_IN()
  if (confirmed.unproven && !proves(proof, token, confirmed.values.email)) {
    throw new E_ADDRESS_UNPROVEN()
  }
  if (!filled) mustFit(await pickUpOf(confirmed, party[0]))
  if (confirmed.linkCode) await admitLinkCode(confirmed.linkCode)
  /** Staff book for anybody who calls; an ID they are told counts like one that is typed. */
  const address = !filled || filled.booker ? await admit(confirmed.booker ?? null) : undefined
  await seatAgain(party.filter(({ state }) => state === 'lapsed'))
  const booking = {
    token,
    fields,
    answers: fields.storable(confirmed.values),
    bookerId: confirmed.booker ?? null,
    linkCode: confirmed.linkCode ?? null,
    contact: contactOf(confirmed, address),
  }
  for (const held of party) await reserve(held, booking)
  if (!booking.contact) return { mailed: false }
  const ids = party.map(({ id }) => id)
  return { mailed: await mailVisit('made', ids, { accessKey: accessKeyFor(token) }) }
}

/** The address typed in the form, or the one the booker is known by. */
function contactOf({ locale, values }: Draft, known?: string) {
  const email = typeof values.email === 'string' ? values.email : known
  return email ? sealContact({ email, locale: locale ?? i18nManager.defaultLocale }) : null
}

interface Booking {
  token: string
  /** What was asked, and what of it can be looked for. */
  fields: FieldSet
  answers: FieldValues
  bookerId: string | null
  /** Of a party it is the first person's. */
  linkCode: string | null
  contact: string | null
}

/** Numbers and reserves in one statement: the number's row is everybody's bottleneck while it is locked. */
async function reserve(held: Held, booking: Booking) {
  const { token, fields, answers, bookerId, contact, linkCode } = booking
  const { municipalityId } = tenancy.current()
  const { rows } = await prepared(
    'reservation.reserve',
    `WITH number AS (${NEXT_RECEPTION_NUMBER})
     UPDATE reservations
        SET state = 'reserved', hold_expires_at = NULL, draft = NULL, reserved_at = now(),
            reception_number = number.last_number, issued_numbers = ARRAY[number.last_number],
            access_key_hash = ?, answers = ?, booker_id = ?, contact = ?,
            link_code = CASE WHEN party_position = 1 THEN ?::text END
       FROM number
      WHERE municipality_id = ? AND id = ? AND state IN ('held', 'lapsed')
      RETURNING reception_number AS "receptionNumber"`,
    [
      ...[municipalityId, held.counterId, held.visitDate],
      ...[accessKeyHash(accessKeyFor(token)), JSON.stringify(answers), bookerId, contact],
      linkCode,
      ...[municipalityId, held.id],
    ] as any[]
  )
  const { receptionNumber } = rows[0]
  await indexValues(fields, held.id, answers, { isNew: true })
  await audit.record({
    action: 'reservation.confirm',
    subject: { type: 'reservation', id: held.id },
    detail: { receptionNumber },
  })
  publish(reservationMade, {
    reservationId: held.id,
    counterId: held.counterId,
    visitDate: held.visitDate,
    receptionNumber,
  })
}

async function lockHolds(token: string): Promise<Held[]> {
  const { rows } = await prepared(
    'reservation.lock_holds',
    `SELECT id, state, draft, slot_id AS "slotId", procedure_type_id AS "procedureTypeId",
            counter_id AS "counterId", visit_date::text AS "visitDate"
       FROM reservations
      WHERE municipality_id = ? AND hold_token_hash = ?
      ORDER BY party_position
        FOR UPDATE`,
    [tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  return rows
}

/** Everybody whose hold has run out needs the same time once more, all of them or nobody. */
async function seatAgain(lapsed: Held[]) {
  if (lapsed.length === 0) return
  const visits = []
  for (const held of lapsed) visits.push(await planVisit(held))
  const persons = visits.flatMap((visit) => visit.persons)
  await claimSeats({ ...visits[0], persons })
  for (const [i, held] of lapsed.entries()) await seatReservation(held.id, persons[i])
}
