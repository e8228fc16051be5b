import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

/** What rules of a schedule there are, and where each is kept. */
const TABLES = {
  hours: 'opening_hours',
  exclusion: 'excluded_times',
  closed_day: 'closed_days',
} as const

export type RuleKind = keyof typeof TABLES

/** Takes a rule out of a counter's schedule, or the municipality's; does nothing when it is gone already. */
export async function removeScheduleRule(counterId: string | null, kind: RuleKind, id: string) {
  const { rows } = await db.rawQuery(
    `DELETE FROM ${TABLES[kind]} t
      WHERE municipality_id = ? AND id = ? AND counter_id IS NOT DISTINCT FROM ?::uuid
      RETURNING to_jsonb(t) - 'municipality_id' - 'id' AS rule`,
    [tenancy.current().municipalityId, id, counterId] as any[]
  )
  if (!rows[0]) return
  await audit.record({
    action: 'reservation.remove_schedule_rule',
    subject: counterId ? { type: 'counter', id: counterId } : undefined,
    detail: { kind, ...rows[0].rule },
  })
}
