import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { InquiryFacts } from '../inquiry.js'

export interface InquiryCount {
  category: InquiryFacts['category']
  count: number
  /** Not answered so far. */
  open: number
}

/** Inquiries of a period by category (R113, R117); those of no counter are everybody's. */
export async function countInquiries(
  from: string,
  until: string,
  counterIds: string[] | null
): Promise<InquiryCount[]> {
  const { rows } = await db.rawQuery(
    `SELECT category, count(*)::int AS count, (count(*) FILTER (WHERE state = 'open'))::int AS open
       FROM inquiries
      WHERE municipality_id = :municipality AND received_on BETWEEN :from::date AND :until::date
        AND (:counters::uuid[] IS NULL OR counter_id IS NULL OR counter_id = ANY (:counters::uuid[]))
      GROUP BY category`,
    { municipality: tenancy.current().municipalityId, from, until, counters: counterIds } as any
  )
  return rows
}
