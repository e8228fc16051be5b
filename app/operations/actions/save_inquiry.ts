import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { holdsMyNumber } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { E_INQUIRY_CHANGED, E_MY_NUMBER_IN_TEXT } from '../errors.js'
import type { InquiryFacts } from '../inquiry.js'

/**
 * Writes an inquiry down (R117), under the municipality's next number. The log
 * keeps that it was written, not what: people tell more than they should.
 *
 * @returns its number
 * @throws E_MY_NUMBER_IN_TEXT
 */
export async function recordInquiry(facts: InquiryFacts): Promise<number> {
  refuseMyNumber(facts)
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('inquiries'), ?)", [municipalityId])
  const { rows } = await db.rawQuery(
    `INSERT INTO inquiries (municipality_id, number, ${COLUMNS})
     SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?
       FROM inquiries WHERE municipality_id = ?
     RETURNING id, number`,
    [municipalityId, ...valuesOf(facts), municipalityId] as any[]
  )
  await audit.record({
    action: 'operations.record_inquiry',
    subject: { type: 'inquiry', id: rows[0].id },
    detail: { number: rows[0].number, category: facts.category, state: facts.state },
  })
  return rows[0].number
}

/**
 * Changes an inquiry, of the version that was seen.
 *
 * @throws E_INQUIRY_CHANGED · E_MY_NUMBER_IN_TEXT
 */
export async function changeInquiry(id: string, version: number, facts: InquiryFacts) {
  refuseMyNumber(facts)
  const { rows } = await db.rawQuery(
    `UPDATE inquiries SET (${COLUMNS}) = (?, ?, ?, ?, ?, ?, ?),
            version = version + 1, updated_at = now()
      WHERE municipality_id = ? AND id = ? AND version = ?
     RETURNING number`,
    [...valuesOf(facts), tenancy.current().municipalityId, id, version] as any[]
  )
  if (rows.length === 0) throw new E_INQUIRY_CHANGED()
  await audit.record({
    action: 'operations.change_inquiry',
    subject: { type: 'inquiry', id },
    detail: { number: rows[0].number, category: facts.category, state: facts.state },
  })
}

const COLUMNS = 'received_on, counter_id, category, channel, question, answer, state'

const valuesOf = (facts: InquiryFacts) => [
  ...[facts.receivedOn, facts.counterId, facts.category, facts.channel],
  ...[facts.question, facts.answer, facts.state],
]

/** Twelve digits in a row, however they are grouped, with the check digit of a 個人番号 (番号法 20条). */
function refuseMyNumber({ question, answer }: InquiryFacts) {
  if (holdsMyNumber(`${question}\n${answer ?? ''}`)) throw new E_MY_NUMBER_IN_TEXT()
}
