import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { SCHEMAS } from '#app/privacy/queries/database_columns'

/** What is sealed is opened with one of these. */
const PURPOSES = [undefined, 'reservation draft', 'reservation contact', 'waitlist address']

export interface StoredValue {
  /** `schema.table.column` */
  column: string
  /** As text; opened where it was sealed. */
  value: string
}

/** Every value of every column of every table, the framework's and the queue's included, of every municipality or of those named. */
export async function everyValue(of?: { id: number }[]): Promise<StoredValue[]> {
  const owner = db.connection('owner')
  const { rows: columns } = await owner.rawQuery(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?::text[])`,
    [SCHEMAS] as any[]
  )
  const towns = of ?? (await db.connection('system').rawQuery('SELECT id FROM municipalities')).rows
  const values: StoredValue[] = []
  for (const { id } of towns) {
    await owner.transaction(async (trx) => {
      await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [String(id)])
      for (const { schema, table, column } of columns) {
        const { rows } = await trx.rawQuery(
          `SELECT DISTINCT "${column}"::text AS value FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`
        )
        for (const { value } of rows as { value: string }[]) {
          values.push({ column: `${schema}.${table}.${column}`, value: opened(value) })
        }
      }
    })
  }
  return values
}

/** What somebody with the key would read. */
function opened(value: string): string {
  if (value.length < 40 || /\s/.test(value)) return value
  for (const purpose of PURPOSES) {
    const content = encryption.decrypt(value, purpose)
    if (content !== null) return JSON.stringify(content)
  }
  return value
}
