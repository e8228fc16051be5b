import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface DeletionRecord {
  runId: string
  kind: 'retention' | 'person'
  what: string
  /** ISO date. */
  before: string | null
  count: number
  /** Login of the staff member; null for the clock. */
  doneBy: string | null
  recordedAt: Date
}

const PER_PAGE = 50

/** What was erased, the latest first: the batches of one rule in one night are one line. */
export async function deletionRecords(page: number) {
  const { rows } = await db.rawQuery(
    `SELECT d.run_id AS "runId", d.kind, d.what, d.before_day::text AS before,
            sum(d.records)::int AS count, m.login_id AS "doneBy", max(d.recorded_at) AS "recordedAt",
            count(*) OVER ()::int AS total
       FROM deletion_records d
       LEFT JOIN staff_members m ON m.municipality_id = d.municipality_id AND m.id = d.done_by
      WHERE d.municipality_id = ?
      GROUP BY d.run_id, d.kind, d.what, d.before_day, m.login_id
      ORDER BY max(d.recorded_at) DESC, d.what
      LIMIT ${PER_PAGE} OFFSET ?`,
    [tenancy.current().municipalityId, (page - 1) * PER_PAGE]
  )
  return {
    records: rows as DeletionRecord[],
    total: (rows[0]?.total ?? 0) as number,
    perPage: PER_PAGE,
  }
}
