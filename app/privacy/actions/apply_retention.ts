import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import type { RetentionRule, RuleOfRecords } from '#app/module_kit/main'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { daysOf, rulesIn } from '../retention_days.js'
import { endPersons } from './end_persons.js'
import { recordDeletion } from './record_deletion.js'

/** What one night does in one municipality. */
export interface RetentionRun {
  id: string
  municipality: Municipality
  batch: number
}

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
  const run = { id: randomUUID(), municipality, batch }
  const failed: unknown[] = []
  for (const rule of rulesIn(municipality)) {
    try {
      const before = firstDayKept(rule, municipality)
      await ('apply' in rule ? endRecords(rule, before, run) : endPersons(rule, before, run))
    } catch (error) {
      logger.error({ err: error, rule: rule.id }, 'a retention rule could not be applied')
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Not every retention rule was applied.')
}

/** ISO date in Tokyo. */
const firstDayKept = (rule: RetentionRule, municipality: Municipality) =>
  DateTime.now()
    .setZone('Asia/Tokyo')
    .minus({ days: daysOf(rule, municipality) })
    .toISODate()!

async function endRecords(
  rule: RuleOfRecords,
  before: string,
  { id: runId, municipality, batch }: RetentionRun
) {
  const { default: apply } = await rule.apply()
  let done: number
  do {
    done = await tenancy.run(municipality, async () => {
      const count = await apply({ before, limit: batch })
      if (count > 0) {
        await recordDeletion({ runId, kind: 'retention', what: rule.id, before, count })
        await audit.record({ action: 'core.apply_retention', detail: { rule: rule.id, count } })
      }
      return count
    })
  } while (done >= batch)
}
