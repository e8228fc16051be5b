import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { publish } from '#app/module_system/main'
import { prepared, tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { reservationArrived } from '../api.js'
import { NEXT_RECEPTION_NUMBER } from './next_reception_number.js'

/**
 * Records somebody who came without a booking (予約なし来庁, R15): the day's next
 * 受付番号 and already there. No desk of a slot is claimed, so residents see the
 * same free seats as before.
 *
 * @param input.token made by the page, so that a form sent twice records one person
 * @returns the id of the record
 */
export async function recordWalkIn(input: {
  counterId: string
  procedureTypeId: string | null
  token: string
  /** What staff filled in, as it is stored. */
  answers: FieldValues
  staffId: string
}): Promise<string> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('walk-ins'), ?)", [municipalityId])
  const tokenHash = keyedHash('walk-in token', input.token)
  const known = await recordedWith(tokenHash)
  if (known) return known

  const { counterId, procedureTypeId, answers, staffId } = input
  const day = today()
  const { rows } = await prepared(
    'reservation.record_walk_in',
    `WITH number AS (${NEXT_RECEPTION_NUMBER})
     INSERT INTO reservations
       (municipality_id, counter_id, visit_date, starts_at, walk_in, state, procedure_type_id, answers,
        hold_token_hash, booked_by, reserved_at, settled_at, reception_number, issued_numbers)
     SELECT ?, ?, ?, date_trunc('minute', now()), true, 'arrived', ?, ?, ?, ?, now(), now(), last_number, ARRAY[last_number]
       FROM number
     RETURNING id, reception_number AS "receptionNumber"`,
    [
      ...[municipalityId, counterId, day],
      ...[municipalityId, counterId, day, procedureTypeId, JSON.stringify(answers)],
      ...[tokenHash, staffId],
    ] as any[]
  )
  const { id, receptionNumber } = rows[0]
  await audit.record({
    action: 'reservation.record_walk_in',
    subject: { type: 'reservation', id },
    detail: { receptionNumber },
  })
  publish(reservationArrived, {
    ...{ reservationId: id, counterId, visitDate: day, receptionNumber },
    walkIn: true,
  })
  return id
}

async function recordedWith(tokenHash: Buffer): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    'SELECT id FROM reservations WHERE municipality_id = ? AND hold_token_hash = ?',
    [tenancy.current().municipalityId, tokenHash] as any[]
  )
  return rows[0]?.id
}
