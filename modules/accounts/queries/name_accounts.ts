import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** The 利用者ID of accounts, by their id. */
export async function nameAccounts(ids: string[]): Promise<Map<string, string>> {
  const { rows } = await db.rawQuery(
    `SELECT id, user_id AS "userId" FROM accounts
      WHERE municipality_id = ? AND id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return new Map(rows.map(({ id, userId }: { id: string; userId: string }) => [id, userId]))
}
