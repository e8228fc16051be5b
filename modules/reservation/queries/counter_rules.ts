import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CounterRules } from '../booking_rules.js'

/** SQL of what a counter does otherwise, for queries that have the counter as `c`. */
export const COUNTER_RULES = `(
  SELECT to_jsonb(k) FROM counter_rules k
   WHERE k.municipality_id = c.municipality_id AND k.counter_id = c.id)`

export interface CounterWithRules {
  id: string
  name: string
  /** Null where it does as the municipality does. */
  rules: CounterRules | null
}

/** The counters a staff member may see with their own rules; all of them when `counterIds` is null (R44). */
export async function countersWithRules(counterIds: string[] | null): Promise<CounterWithRules[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.id, c.name, ${COUNTER_RULES} AS rules FROM counters c
      WHERE c.municipality_id = ? AND (?::uuid[] IS NULL OR c.id = ANY (?::uuid[]))
      ORDER BY c.display_order, c.code`,
    [tenancy.current().municipalityId, counterIds, counterIds] as any[]
  )
  return rows
}
