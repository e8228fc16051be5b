import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { coded } from '../coded_words.js'
import { E_DISPOSAL_SETTLED, E_NOT_RECORDED, E_SAME_PERSON } from '../errors.js'
import { recordEvents } from './record_events.js'

/**
 * The second person confirms a disposal, and 廃棄 is recorded for each of its
 * cards; all of them, or nothing is confirmed. The table refuses the first
 * person as well.
 *
 * @throws E_SAME_PERSON
 * @throws E_DISPOSAL_SETTLED
 * @throws E_NOT_RECORDED when a card cannot be disposed of any more
 */
export async function confirmDisposal(input: { disposalId: string; counterIds: string[] | null }) {
  const { municipalityId, actor } = tenancy.current()
  const { proposedBy, caseIds } = await lockDisposal(input.disposalId)
  if (proposedBy === actor.staffId) throw new E_SAME_PERSON()
  await db.rawQuery(
    `UPDATE disposals SET state = 'confirmed', confirmed_by = ?, confirmed_at = now()
      WHERE municipality_id = ? AND id = ?`,
    [actor.staffId!, municipalityId, input.disposalId]
  )
  const outcomes = await recordEvents(
    caseIds,
    { code: 'DISPOSE', disposalId: input.disposalId, reason: coded('disposed') },
    { counterIds: input.counterIds }
  )
  for (const outcome of outcomes) {
    if (outcome.outcome === 'refused') throw new E_NOT_RECORDED(outcome.because)
  }
  await audit.record({
    action: 'card-progress.confirm_disposal',
    subject: { type: 'disposal', id: input.disposalId },
    detail: { count: caseIds.length },
  })
}

/**
 * Takes a proposal back; the cards stay.
 *
 * @throws E_DISPOSAL_SETTLED
 */
export async function withdrawDisposal(disposalId: string) {
  await lockDisposal(disposalId)
  await db.rawQuery(
    `UPDATE disposals SET state = 'withdrawn' WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, disposalId]
  )
  await audit.record({
    action: 'card-progress.withdraw_disposal',
    subject: { type: 'disposal', id: disposalId },
  })
}

async function lockDisposal(disposalId: string) {
  const { rows } = await db.rawQuery(
    `SELECT d.proposed_by AS "proposedBy",
            ARRAY(SELECT case_id FROM disposal_cases x
                   WHERE x.municipality_id = d.municipality_id AND x.disposal_id = d.id) AS "caseIds"
       FROM disposals d
      WHERE d.municipality_id = ? AND d.id = ? AND d.state = 'proposed' FOR UPDATE`,
    [tenancy.current().municipalityId, disposalId]
  )
  if (rows.length === 0) throw new E_DISPOSAL_SETTLED()
  return rows[0] as { proposedBy: string; caseIds: string[] }
}
