import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { PersonKey, RuleOfPersons } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { E_ERASURE_REFUSED } from '../errors.js'
import type { RetentionRun } from './apply_retention.js'
import { erasePerson } from './erase_person.js'
import { recordDeletion } from './record_deletion.js'

/** Persons one transaction looks at, at most: each may have records in every module. */
const AT_ONCE = 100

/**
 * Erases everybody whose time ended before a day, from all modules, as the
 * page about one person does. Whoever something stands in the way of is left
 * for another night; the audit log says how many they were, and why.
 */
export async function endPersons(
  rule: RuleOfPersons,
  before: string,
  { id: runId, municipality, batch }: RetentionRun
) {
  const { default: ended } = await rule.persons()
  const limit = Math.min(batch, AT_ONCE)
  let after: string | null = null
  do {
    after = await tenancy.run(municipality, async () => {
      await takeTurns()
      const { persons, next } = await ended({ before, after, limit })
      const { count, left } = await eraseEach(persons, runId)
      if (count > 0) {
        await recordDeletion({ runId, kind: 'retention', what: rule.id, before, count })
      }
      if (persons.length > 0) {
        await audit.record({
          action: 'core.apply_retention',
          detail: { rule: rule.id, count, left },
        })
      }
      return next
    })
  } while (after !== null)
}

/** @returns how many were erased, and how many were left for each reason */
async function eraseEach(persons: PersonKey[], runId: string) {
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  const left: Record<string, number> = {}
  let count = 0
  for (const person of persons) {
    try {
      await erasePerson(person, i18n, runId)
      count += 1
    } catch (error) {
      if (!(error instanceof E_ERASURE_REFUSED)) throw error
      const because = error.hindrances.join('')
      left[because] = (left[because] ?? 0) + 1
    }
  }
  return { count, left }
}

/** A night that takes longer than the queue waits is begun a second time beside itself: the second then sees what is left. */
const takeTurns = () =>
  db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('retention of persons'), ?)", [
    tenancy.current().municipalityId,
  ])
