import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'
import type { Reach } from './count_visits.js'

export interface UsedHour {
  /** 8 for slots that begin from 8:00 to 8:59. */
  hour: number
  /** ISO: 1 Monday … 7 Sunday */
  weekday: number
  seats: number
  taken: number
}

/** Seats there were and seats that were taken, by hour and weekday. */
export async function utilisation({ from, until, counterIds }: Reach): Promise<UsedHour[]> {
  const { rows } = await db.rawQuery(
    `SELECT date_part('hour', starts_at ${AT_TOKYO})::int AS hour,
            extract(isodow FROM visit_date)::int AS weekday,
            sum(capacity)::int AS seats, sum(taken)::int AS taken
       FROM slots
      WHERE municipality_id = :municipality
        AND visit_date BETWEEN :from::date AND :until::date
        AND (:counters::uuid[] IS NULL OR counter_id = ANY (:counters::uuid[]))
      GROUP BY hour, weekday
      ORDER BY hour, weekday`,
    {
      ...{ from, until, municipality: tenancy.current().municipalityId },
      counters: counterIds,
    } as any
  )
  return rows
}
