import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface AccountRun {
  kind: 'issued' | 'imported'
  accounts: number
  by: string
  createdAt: Date
}

/** The latest times accounts were issued or imported, newest first. */
export async function listRuns(): Promise<AccountRun[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.kind, r.accounts, m.name AS by, r.created_at AS "createdAt"
       FROM account_runs r
       JOIN staff_members m ON m.municipality_id = r.municipality_id AND m.id = r.created_by
      WHERE r.municipality_id = ?
      ORDER BY r.created_at DESC LIMIT 20`,
    [tenancy.current().municipalityId]
  )
  return rows
}
