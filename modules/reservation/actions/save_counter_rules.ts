import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { CounterRules } from '../booking_rules.js'

/** Sets what a counter does otherwise than the municipality; null for what it does not (R40, R41). */
export async function saveCounterRules(counterId: string, rules: CounterRules) {
  const columns = Object.keys(rules) as (keyof CounterRules)[]
  await db.rawQuery(
    `INSERT INTO counter_rules (municipality_id, counter_id, ${columns.join(', ')})
     VALUES (?, ?, ${columns.map(() => '?').join(', ')})
     ON CONFLICT (municipality_id, counter_id)
     DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [
      ...[tenancy.current().municipalityId, counterId],
      ...columns.map((column) => rules[column]),
    ] as any[]
  )
  await audit.record({
    action: 'reservation.save_counter_rules',
    subject: { type: 'counter', id: counterId },
    detail: { ...rules },
  })
}
