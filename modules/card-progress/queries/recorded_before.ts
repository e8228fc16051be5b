import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** What the same form or run recorded already, by case. */
export async function recordedBefore(
  caseIds: string[],
  token: string
): Promise<Map<string, number>> {
  const { rows } = await db.rawQuery(
    `SELECT e.case_id AS id, e.seq
       FROM unnest(?::uuid[]) AS wanted (id)
       JOIN progress_events e
         ON e.municipality_id = ? AND e.case_id = wanted.id AND e.token = ?`,
    [caseIds, tenancy.current().municipalityId, token] as any[]
  )
  return new Map(rows.map((row: { id: string; seq: number }) => [row.id, row.seq]))
}
