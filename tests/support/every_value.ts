import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { SCHEMAS } from '#app/privacy/queries/database_columns'
import { appKeys } from '#config/encryption'

/** What everything is sealed with, as the framework makes it of APP_KEY. */
const KEY = Buffer.from(
  hkdfSync(
    'sha256',
    createHash('sha256').update(appKeys[0]).digest(),
    Buffer.alloc(0),
    'aes-256-gcm:v1:gcm',
    32
  )
)
const SEALED = /^gcm\.v1:([\w-]+)\.([\w-]+)\.[\w-]+$/

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

/** What somebody with the key would read, whatever it was sealed for: that is proven by the seal's last part, which is not looked at. */
function opened(value: string): string {
  const text = value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex').toString() : value
  const [, content, iv] = SEALED.exec(text) ?? []
  if (!content) return text
  const decipher = createDecipheriv('aes-256-gcm', KEY, Buffer.from(iv, 'base64url'))
  return decipher.update(Buffer.from(content, 'base64url')).toString()
}
