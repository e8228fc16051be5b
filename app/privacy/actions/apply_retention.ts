import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import type { RetentionRule } from '#app/module_kit/main'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { daysOf, retentionRules } from '../retention_days.js'
import { recordDeletion } from './record_deletion.js'

/** Records one transaction does at most: short enough to lose little when it is killed, and to lock nobody out for long. */
const BATCH = 500

/**
 * Applies every retention rule to a municipality. Each batch commits together
 * with its record of the deletion, so whoever is killed in between has lost
 * nothing and is simply started again. One rule that fails keeps no other
 * from being applied.
 *
 * @throws AggregateError of what failed
 */
export async function applyRetention(municipality: Municipality, batch = BATCH) {
  const run = { municipality, batch, id: randomUUID() }
  const failed: unknown[] = []
  for (const rule of retentionRules()) {
    try {
      await applyRule(rule, run)
    } catch (error) {
      logger.error({ err: error, rule: rule.id }, 'a retention rule could not be applied')
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Not every retention rule was applied.')
}

async function applyRule(
  rule: RetentionRule,
  { municipality, batch, id }: { municipality: Municipality; batch: number; id: string }
) {
  const { default: apply } = await rule.apply()
  const before = DateTime.now()
    .setZone('Asia/Tokyo')
    .minus({ days: daysOf(rule, municipality) })
    .toISODate()!
  let done: number
  do {
    done = await tenancy.run(municipality, async () => {
      const count = await apply({ before, limit: batch })
      if (count > 0) {
        await recordDeletion({ runId: id, kind: 'retention', what: rule.id, before, count })
        await audit.record({ action: 'core.apply_retention', detail: { rule: rule.id, count } })
      }
      return count
    })
  } while (done >= batch)
}
