import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Who was printed, in the order in which the pieces lie; nobody once the list was removed. */
export async function printedResidents(jobId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS id FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND part IS NOT NULL ORDER BY position`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows.map(({ id }: { id: string }) => id)
}
