import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CounterRules } from '../booking_rules.js'
import { COUNTER_RULES } from './counter_rules.js'

export interface OpenCounter {
  id: string
  code: string
  name: string
  address: string | null
  directions: string | null
  phone: string | null
  /** ISO dates between which a temporary counter is open. */
  validFrom: string | null
  validUntil: string | null
  /** What it does otherwise than the municipality. */
  rules: CounterRules | null
}

/** The counters residents can choose today or later, in the municipality's order (R118, R119, R122). */
export async function openCounters(today: string): Promise<OpenCounter[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, code, name, address, directions, phone, valid_from::text AS "validFrom",
            valid_until::text AS "validUntil", ${COUNTER_RULES} AS rules FROM counters c
      WHERE municipality_id = ? AND visible AND (valid_until IS NULL OR valid_until >= ?::date)
      ORDER BY display_order, code`,
    [tenancy.current().municipalityId, today]
  )
  return rows
}
