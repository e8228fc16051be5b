import db from '@adonisjs/lucid/services/db'
import type { PersonKey } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** How often the audit log names somebody's records, and from when to when. */
export async function accessesTo(
  keys: PersonKey[]
): Promise<{ count: number; first: Date | null; last: Date | null }> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS count, min(recorded_at) AS first, max(recorded_at) AS last
       FROM unnest(?::text[], ?::text[]) AS k (type, id)
       JOIN audit_entries e ON e.municipality_id = ? AND e.subject_type = k.type AND e.subject_id = k.id`,
    [
      keys.map(({ kind }) => kind),
      keys.map(({ id }) => id),
      tenancy.current().municipalityId,
    ] as any[]
  )
  return rows[0]
}
