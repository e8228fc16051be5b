import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Refusal } from '../errors.js'
import type { VisitCode } from '../visit_steps.js'
import type { Reach } from './events_between.js'

export interface RefusedVisit {
  notedAt: Date
  linkCode: string
  code: VisitCode
  receptionNumber: number
  visitAt: Date
  because: Refusal
  counterName: string
}

/** What reservations did in a period that their cards could not take, the latest last. */
export async function refusedVisits({ from, until, counterIds }: Reach): Promise<RefusedVisit[]> {
  const { rows } = await db.rawQuery(
    `SELECT s.noted_at AS "notedAt", c.link_code AS "linkCode", s.code, s.visit_at AS "visitAt",
            s.reception_number AS "receptionNumber", s.refused AS because, k.name AS "counterName"
       FROM visit_steps s
       JOIN card_cases c ON c.municipality_id = s.municipality_id AND c.id = s.case_id
       JOIN counters k ON k.municipality_id = c.municipality_id AND k.id = c.counter_id
      WHERE s.municipality_id = :municipality AND s.refused IS NOT NULL
        AND s.noted_at >= :from::date::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND s.noted_at < (:until::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
      ORDER BY s.noted_at, c.link_code, s.round`,
    {
      ...{ from, until, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows
}
