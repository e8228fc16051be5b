import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { closingDays } from '../closing_rules.js'

/**
 * ISO dates on which the counter is closed (休館), from one ISO date up to, not
 * including, another: its own closed days and closures, and closed days of all counters unless it
 * opens by an exception.
 */
export async function closedDaysBetween(
  boundBy: Pick<Municipality, 'settings'>,
  counterId: string,
  from: string,
  until: string
) {
  const last = DateTime.fromISO(until).minus({ days: 1 }).toISODate()!
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT day::text AS day
       FROM (SELECT counter_id, day FROM closed_days
              WHERE municipality_id = :municipality AND (counter_id IS NULL OR counter_id = :counter)
                AND day BETWEEN :from::date AND :last::date
              UNION ALL
             SELECT :counter::uuid, generate_series(greatest(first_day, :from::date)::timestamp,
                                              least(last_day, :last::date)::timestamp, interval '1 day')::date
               FROM closures
              WHERE municipality_id = :municipality AND reopened_at IS NULL
                AND (counter_id IS NULL OR counter_id = :counter)
                AND first_day <= :last::date AND last_day >= :from::date
              UNION ALL
             SELECT NULL, unnest(:closingDays::date[])) AS closed
      WHERE counter_id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM exceptional_days e
         WHERE e.municipality_id = :municipality AND e.counter_id = :counter
           AND e.day = closed.day AND e.opens IS NOT NULL)`,
    {
      ...{ counter: counterId, from, last },
      municipality: tenancy.current().municipalityId,
      closingDays: closingDays(boundBy, from, last).map(({ day }) => day),
    } as any
  )
  return new Set<string>(rows.map((row: { day: string }) => row.day))
}
