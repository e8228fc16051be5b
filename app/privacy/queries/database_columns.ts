import db from '@adonisjs/lucid/services/db'

/** Where tables are whose columns somebody has to answer for. */
export const SCHEMAS = ['public', 'system', 'pgboss']

/**
 * Every column of every table of the database, by table; one outside `public`
 * is called `<schema>.<table>`. A partition is its table.
 */
export async function databaseColumns(): Promise<Record<string, string[]>> {
  const { rows } = await db.connection('owner').rawQuery(
    `SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname = ANY (?::text[])
      GROUP BY 1`,
    [SCHEMAS] as any[]
  )
  return Object.fromEntries(
    rows.map(({ name, columns }: { name: string; columns: string[] }) => [name, columns])
  )
}
