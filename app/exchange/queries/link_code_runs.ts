import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface ListedLinkCodeRun {
  runId: string
  issuedAt: Date
  codes: number
}

/** The latest times several link codes were issued at once, newest first. */
export async function listLinkCodeRuns(most = 20): Promise<ListedLinkCodeRun[]> {
  const { rows } = await db.rawQuery(
    `SELECT run_id AS "runId", min(issued_at) AS "issuedAt", count(*)::int AS codes
       FROM link_codes
      WHERE municipality_id = ? AND replaces IS NULL
      GROUP BY run_id
     HAVING count(*) > 1
      ORDER BY min(issued_at) DESC LIMIT ${most}`,
    [tenancy.current().municipalityId]
  )
  return rows
}

/** The codes issued in one run, whatever has become of them. */
export async function codesOfRun(runId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    'SELECT code FROM link_codes WHERE municipality_id = ? AND run_id = ?',
    [tenancy.current().municipalityId, runId]
  )
  return rows.map(({ code }: { code: string }) => code)
}
