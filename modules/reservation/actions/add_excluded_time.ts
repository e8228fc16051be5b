import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

export interface ExcludedTime {
  /** ISO weekdays; none for every day. */
  weekdays: number[]
  starts: string
  ends: string
  validFrom: string | null
  validUntil: string | null
}

/**
 * Takes nobody at counters at a time of the day, such as lunch (R41).
 *
 * @param counterIds [null] for the municipality's own
 */
export async function addExcludedTime(counterIds: (string | null)[], excluded: ExcludedTime) {
  const { weekdays, ...rest } = excluded
  await db.rawQuery(
    `INSERT INTO excluded_times (municipality_id, counter_id, weekday, starts, ends, valid_from, valid_until)
     SELECT :municipality, counter, weekday, :starts::time, :ends::time, :validFrom::date, :validUntil::date
       FROM unnest(:counters::uuid[]) AS counter
      CROSS JOIN unnest(:weekdays::smallint[]) AS weekday`,
    {
      ...rest,
      municipality: tenancy.current().municipalityId,
      counters: counterIds,
      weekdays: weekdays.length > 0 ? weekdays : [null],
    } as any
  )
  await audit.record({
    action: 'reservation.add_excluded_time',
    detail: { counters: counterIds.length, ...excluded },
  })
}
