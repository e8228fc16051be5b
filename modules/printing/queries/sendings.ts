import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { FIRST_FEW } from './records_of_print.js'

export interface Sendings {
  recorded: number
  /** Those still to be told. */
  waiting: number
  /** Those it was not recorded for. */
  refused: number
  notRecorded: { residentId: string; because: string }[]
}

/** What came of recording 通知書送付; of those it was not recorded for, the first. */
export async function sendingsOf(jobId: string, most = FIRST_FEW): Promise<Sendings> {
  const key = [tenancy.current().municipalityId, jobId]
  const { rows } = await db.rawQuery(
    `SELECT count(*) FILTER (WHERE sending = 'recorded')::int AS recorded,
            count(*) FILTER (WHERE sending IS NULL)::int AS waiting,
            count(*) FILTER (WHERE sending <> 'recorded')::int AS refused
       FROM print_records WHERE municipality_id = ? AND job_id = ? AND part IS NOT NULL`,
    key
  )
  const { rows: notRecorded } = await db.rawQuery(
    `SELECT resident_id AS "residentId", sending AS because FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND sending <> 'recorded'
      ORDER BY position LIMIT ${most}`,
    key
  )
  return { ...rows[0], notRecorded }
}
