import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { initialPasswordHash } from '../credentials.js'
import { foldId } from '../user_id.js'

/** The IDs whose account can be used, and opens with the initial password given beside it. */
export async function passwordsInForce(passwords: ReadonlyMap<string, string>) {
  const { rows } = await db.rawQuery(
    `SELECT n.user_id AS id
       FROM unnest(?::text[], ?::text[], ?::bytea[]) AS n (user_id, user_key, password)
       JOIN accounts a ON a.municipality_id = ? AND a.user_key = n.user_key
      WHERE a.state = 'active' AND a.initial_password_hash = n.password`,
    [
      [...passwords.keys()],
      [...passwords.keys()].map(foldId),
      [...passwords.values()].map(initialPasswordHash),
      tenancy.current().municipalityId,
    ] as any[]
  )
  return new Set<string>(rows.map(({ id }: { id: string }) => id))
}
