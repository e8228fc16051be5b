import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { DayPlan } from '../day_plan.js'

/**
 * Sets days at counters, one or many in one action (R42): closed, open at other
 * hours or extra, with another capacity, or as the rules say again. What was
 * set for such a day before is replaced. In force once it is published.
 *
 * @param days ISO dates
 */
export async function saveDays(counterIds: string[], days: string[], plan: DayPlan) {
  const values = {
    municipality: tenancy.current().municipalityId,
    counters: counterIds,
    days,
    ...{ opens: null, closes: null, unit: null, capacity: null, reason: null },
    ...plan,
  } as any
  for (const table of ['exceptional_days', 'closed_days']) {
    await db.rawQuery(
      `DELETE FROM ${table}
        WHERE municipality_id = :municipality AND counter_id = ANY (:counters::uuid[])
          AND day = ANY (:days::date[])`,
      values
    )
  }
  if (plan.kind === 'closed') {
    await db.rawQuery(
      `INSERT INTO closed_days (municipality_id, counter_id, day, reason)
       SELECT :municipality, counter, day, :reason
         FROM unnest(:counters::uuid[]) AS counter CROSS JOIN unnest(:days::date[]) AS day
       ON CONFLICT (municipality_id, counter_id, day) DO UPDATE SET reason = excluded.reason`,
      values
    )
  } else if (plan.kind !== 'rules') {
    await db.rawQuery(
      `INSERT INTO exceptional_days (municipality_id, counter_id, day, opens, closes, unit_minutes, capacity)
       SELECT :municipality, counter, day, :opens::time, :closes::time, :unit::smallint, :capacity::smallint
         FROM unnest(:counters::uuid[]) AS counter CROSS JOIN unnest(:days::date[]) AS day
       ON CONFLICT (municipality_id, counter_id, day) DO UPDATE
         SET opens = excluded.opens, closes = excluded.closes,
             unit_minutes = excluded.unit_minutes, capacity = excluded.capacity`,
      values
    )
  }
  await audit.record({
    action: 'reservation.save_days',
    subject: counterIds.length === 1 ? { type: 'counter', id: counterIds[0] } : undefined,
    detail: {
      ...{ counters: counterIds.length, days: days.length },
      ...{ from: days[0], until: days.at(-1) },
      ...plan,
    },
  })
}
