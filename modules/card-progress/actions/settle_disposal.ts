import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_DISPOSAL_REFUSED, E_DISPOSAL_SETTLED, E_SAME_PERSON } from '../errors.js'
import { lockCases } from '../queries/lock_cases.js'
import { recordEvents, type Outcome } from './record_events.js'

/**
 * The second person confirms a disposal, and 廃棄 is recorded for each of its
 * cards; all of them, or nothing is confirmed. A card that was not warned of
 * when it was proposed has no reason to be recorded with, should the rules
 * warn of it by now. The table refuses the first person as well.
 *
 * @throws E_SAME_PERSON
 * @throws E_DISPOSAL_SETTLED
 * @throws E_DISPOSAL_REFUSED with the cards that cannot be disposed of any more
 */
export async function confirmDisposal(input: { disposalId: string; counterIds: string[] | null }) {
  const { municipalityId, actor } = tenancy.current()
  const { proposedBy, reason, fit, warned } = await lockDisposal(input.disposalId)
  if (proposedBy === actor.staffId) throw new E_SAME_PERSON()
  await db.rawQuery(
    `UPDATE disposals SET state = 'confirmed', confirmed_by = ?, confirmed_at = now()
      WHERE municipality_id = ? AND id = ?`,
    [actor.staffId!, municipalityId, input.disposalId]
  )
  const { disposalId, counterIds } = input
  const facts = { code: 'DISPOSE', disposalId } as const
  /** All of them in one order, before some are recorded and then others. */
  await lockCases([...fit, ...warned])
  const outcomes = [
    ...(await recordEvents(fit, facts, { counterIds })),
    ...(await recordEvents(warned, { ...facts, reason }, { counterIds })),
  ]
  const refused = outcomes.filter(isRefused)
  if (refused.length > 0) throw new E_DISPOSAL_REFUSED(refused)
  await audit.record({
    action: 'card-progress.confirm_disposal',
    subject: { type: 'disposal', id: input.disposalId },
    detail: { count: outcomes.length },
  })
}

const isRefused = (outcome: Outcome): outcome is Extract<Outcome, { outcome: 'refused' }> =>
  outcome.outcome === 'refused'

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
    `SELECT d.proposed_by AS "proposedBy", d.reason,
            ARRAY(SELECT case_id FROM disposal_cases x
                   WHERE x.municipality_id = d.municipality_id AND x.disposal_id = d.id
                     AND NOT x.warned) AS fit,
            ARRAY(SELECT case_id FROM disposal_cases x
                   WHERE x.municipality_id = d.municipality_id AND x.disposal_id = d.id
                     AND x.warned) AS warned
       FROM disposals d
      WHERE d.municipality_id = ? AND d.id = ? AND d.state = 'proposed' FOR UPDATE`,
    [tenancy.current().municipalityId, disposalId]
  )
  if (rows.length === 0) throw new E_DISPOSAL_SETTLED()
  return rows[0] as {
    proposedBy: string
    reason: string | null
    fit: string[]
    warned: string[]
  }
}
