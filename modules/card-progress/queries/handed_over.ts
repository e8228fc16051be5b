import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Reach } from './events_between.js'
import { notTakenBack } from './not_taken_back.js'

/** The link codes of cards handed over in a period, with the day; those taken back left out. */
export async function handedOver({
  from,
  until,
  counterIds,
}: Reach): Promise<{ linkCode: string; on: string }[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.link_code AS "linkCode", e.happened_on::text AS "on"
       FROM progress_events e
       JOIN card_cases c ON c.municipality_id = e.municipality_id AND c.id = e.case_id
      WHERE e.municipality_id = :municipality AND e.code = 'ISSUE'
        AND e.happened_on BETWEEN :from::date AND :until::date
        AND (:counters::uuid[] IS NULL OR e.counter_id = ANY (:counters::uuid[]))
        AND ${notTakenBack('e')}`,
    {
      ...{ from, until, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows
}
