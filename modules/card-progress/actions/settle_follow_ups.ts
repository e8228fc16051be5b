import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { EventFacts } from '../event_facts.js'
import type { FollowUpKind } from '../queries/follow_ups.js'
import { startBulk } from './start_bulk.js'

interface Decision {
  kind: FollowUpKind
  ids: string[]
  counterIds: string[] | null
}

/**
 * A person confirms: 督促 is sent, or 交付不可 is recorded, for those chosen.
 *
 * @returns how many, and whether they are recorded in the background
 */
export async function confirmFollowUps(
  decision: Decision & { token: string; facts: EventFacts }
): Promise<{ count: number; inBackground: boolean }> {
  const caseIds = await settle(decision, 'confirmed')
  if (caseIds.length === 0) return { count: 0, inBackground: false }
  const { token, facts, counterIds } = decision
  const { inBackground } = await startBulk({ token, facts, counterIds, source: { caseIds } })
  return { count: caseIds.length, inBackground }
}

/** A person decides against it: these lines are not shown again. */
export async function dismissFollowUps(decision: Decision): Promise<number> {
  return (await settle(decision, 'dismissed')).length
}

/** @returns the cases of those that were still waiting */
async function settle({ kind, ids, counterIds }: Decision, state: 'confirmed' | 'dismissed') {
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `UPDATE follow_ups f SET state = :state, settled_by = :staff, settled_at = now()
       FROM card_cases c
      WHERE f.municipality_id = :municipality AND f.id = ANY (:ids::uuid[]) AND f.kind = :kind
        AND f.state = 'open' AND c.municipality_id = f.municipality_id AND c.id = f.case_id
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
      RETURNING f.case_id AS id`,
    {
      ...{ state, kind, ids, counters: counterIds },
      ...{ staff: actor.staffId!, municipality: municipalityId },
    } as any
  )
  await audit.record({
    action:
      state === 'confirmed'
        ? 'card-progress.confirm_follow_ups'
        : 'card-progress.dismiss_follow_ups',
    detail: { kind, count: rows.length },
  })
  return rows.map(({ id }: { id: string }) => id) as string[]
}
