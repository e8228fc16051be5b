import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Every row of a municipality, as text by table, to see that nothing changed; what was tried is in the audit log and is left out. */
export async function everything(municipality: { id: number }) {
  const { rows: tables } = await db.connection('owner').rawQuery(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
        AND relname NOT IN ('audit_entries', 'audit_blocks')`
  )
  return tenancy.run(municipality, async () => {
    const content: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await db.rawQuery(
        `SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text AS all FROM ${name} t`
      )
      content[name] = rows[0].all
    }
    return content
  })
}
