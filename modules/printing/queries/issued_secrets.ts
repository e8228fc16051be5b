import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface IssuedSecrets {
  new: number
  renewed: number
}

/** To how many a print issued something. */
export async function issuedSecrets(jobId: string): Promise<IssuedSecrets> {
  const { rows } = await db.rawQuery(
    `SELECT count(*) FILTER (WHERE issued = 'new')::int AS new,
            count(*) FILTER (WHERE issued = 'renewed')::int AS renewed
       FROM print_records WHERE municipality_id = ? AND job_id = ?`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0]
}
