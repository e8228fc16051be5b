import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface IssuedSecrets {
  new: number
  renewed: number
  /** Those who were issued something that is on no paper: what they had before has ended. */
  notPrinted: string[]
}

/** What a print issued to whom. */
export async function issuedSecrets(jobId: string, most = 500): Promise<IssuedSecrets> {
  const key = [tenancy.current().municipalityId, jobId]
  const { rows } = await db.rawQuery(
    `SELECT count(*) FILTER (WHERE issued = 'new')::int AS new,
            count(*) FILTER (WHERE issued = 'renewed')::int AS renewed
       FROM print_records WHERE municipality_id = ? AND job_id = ?`,
    key
  )
  const { rows: left } = await db.rawQuery(
    `SELECT resident_id AS id FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND issued IS NOT NULL AND part IS NULL
      ORDER BY position LIMIT ${most}`,
    key
  )
  return { ...rows[0], notPrinted: left.map(({ id }: { id: string }) => id) }
}
