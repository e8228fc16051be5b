import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { prepared, tenancy, type Municipality } from '#app/tenancy/main'
import { bookingRules, reception, type CounterRules } from '../booking_rules.js'
import { COUNTER_RULES } from '../queries/counter_rules.js'
import { E_RECEPTION_EARLY, E_RECEPTION_OVER, E_SLOT_UNAVAILABLE } from '../errors.js'
import { planVisit, type Party, type Visit } from '../queries/plan_visit.js'
import { claimSeats, unclaimSeats, type ClaimedSlot, type ClaimRules } from './claim_seat.js'
import { START_OF_SLOT } from '../visit_time.js'

/**
 * Holds the seats of a visit, of everybody who comes or of nobody, while a resident fills in the form (仮押さえ). The
 * token is made by the page that offers the slot, so that a form sent twice
 * holds once.
 *
 * @param input.procedureTypeId what the visit is for; null where the municipality asks nobody
 * @param input.party who comes; one person when left out
 * @param input.token the resident's secret for this booking; only its hash is stored
 * @param input.minutes how long the seats are kept
 * @param input.boundBy whose booking rules count; nobody's for staff
 * @param input.isNew false where the seats are for a reservation that is to move
 * @throws E_SLOT_UNAVAILABLE
 * @throws E_RECEPTION_EARLY
 * @throws E_RECEPTION_OVER
 */
export async function holdSlot(input: {
  slotId: string
  procedureTypeId?: string | null
  party?: Party
  token: string
  minutes: number
  boundBy?: Pick<Municipality, 'settings'>
  isNew?: boolean
}) {
  const tokenHash = keyedHash('hold token', input.token)
  const visit = await planVisit({ ...input, procedureTypeId: input.procedureTypeId ?? null })
  const slot = await claimUnlessHeld(visit, tokenHash, input)
  if (!slot) return

  const first = await insertHold(slot, visit, 1, { ...input, tokenHash })
  if (!first) return unclaimSeats(visit)
  for (let position = 2; position <= visit.persons.length; position++) {
    await insertHold(slot, visit, position, { ...input, tokenHash, partyId: first.partyId })
  }
  await audit.record({
    action: 'reservation.hold',
    subject: { type: 'reservation', id: first.id },
    detail: { slot: slot.id, persons: visit.persons.length },
  })
}

/** One person's hold. @returns nothing for the first one when the form's first copy was faster */
async function insertHold(
  slot: ClaimedSlot,
  visit: Visit,
  position: number,
  input: { tokenHash: Buffer; minutes: number; party?: Party; partyId?: string }
): Promise<{ id: string; partyId: string } | undefined> {
  const slotIds = visit.persons[position - 1]
  const { rows } = await prepared(
    'reservation.hold',
    `WITH held AS (
       INSERT INTO reservations
         (municipality_id, slot_id, counter_id, visit_date, starts_at, procedure_type_id, party_id,
          party_position, consecutive, state, hold_token_hash, hold_expires_at)
       VALUES (?, ?, ?, ?, ${START_OF_SLOT}, ?, coalesce(?::uuid, uuidv7()), ?, ?, 'held', ?, now() + make_interval(mins => ?))
       ON CONFLICT (municipality_id, hold_token_hash, party_position) DO NOTHING
       RETURNING municipality_id, id, party_id
     ), seated AS (
       INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
       SELECT municipality_id, id, unnest(?::uuid[]) FROM held
     )
     SELECT id, party_id AS "partyId" FROM held`,
    [
      tenancy.current().municipalityId,
      ...[slotIds[0], slot.counterId, slot.visitDate],
      ...[tenancy.current().municipalityId, slotIds[0], visit.procedureTypeId],
      ...[input.partyId ?? null, position, input.party?.consecutive ?? false],
      ...[input.tokenHash, input.minutes, slotIds],
    ] as any[]
  )
  return rows[0]
}

/** Nothing when the time is full because the form's first copy took the last seat. */
async function claimUnlessHeld(
  visit: Visit,
  tokenHash: Buffer,
  { boundBy, isNew = true }: ClaimRules
) {
  try {
    return await claimSeats(visit, { boundBy, isNew })
  } catch (error) {
    if (!(error instanceof E_SLOT_UNAVAILABLE)) throw error
    const { held, counterRules } = await whatStandsInTheWay(visit.persons[0][0], tokenHash)
    if (held) return undefined
    const rules = boundBy && bookingRules(boundBy, counterRules)
    const state = rules && reception(rules)
    if (state === 'early') throw new E_RECEPTION_EARLY(rules!.opensAt!)
    if (state === 'over') throw new E_RECEPTION_OVER(rules!.closesAt!)
    throw error
  }
}

async function whatStandsInTheWay(
  slotId: string,
  tokenHash: Buffer
): Promise<{ held: boolean; counterRules: CounterRules | null }> {
  const { rows } = await db.rawQuery(
    `SELECT EXISTS (SELECT 1 FROM reservations
                     WHERE municipality_id = :municipality AND hold_token_hash = :token) AS held,
            (SELECT ${COUNTER_RULES} FROM slots s
               JOIN counters c ON c.municipality_id = s.municipality_id AND c.id = s.counter_id
              WHERE s.municipality_id = :municipality AND s.id = :slot) AS "counterRules"`,
    { municipality: tenancy.current().municipalityId, token: tokenHash, slot: slotId } as any
  )
  return rows[0]
}
