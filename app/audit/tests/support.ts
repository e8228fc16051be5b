import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface StoredEntry {
  seq: string
  action: string
  result: string
  detail: any
  staff_login: string | null
  subject_id: string | null
}

/** Entries of a municipality in order of their number, of one action if told. */
export async function entriesOf(municipality: { id: number }, action?: string) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT * FROM audit_entries WHERE ?::text IS NULL OR action = ? ORDER BY seq',
      [action ?? null, action ?? null] as any[]
    )
    return rows as StoredEntry[]
  })
}

/** Does as the tables' owner, with the triggers off, what nobody may. */
export async function tamper(municipality: { id: number }, sql: string, values: unknown[] = []) {
  await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [
      String(municipality.id),
    ])
    for (const table of ['audit_entries', 'audit_blocks']) {
      await trx.rawQuery(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_is_append_only`)
    }
    await trx.rawQuery(sql, values as any[])
    for (const table of ['audit_entries', 'audit_blocks']) {
      await trx.rawQuery(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_is_append_only`)
    }
  })
}
