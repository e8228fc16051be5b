import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { E_NO_TENANT_SCOPE, tenancy } from '#app/tenancy/main'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'

/** Lucid's own bookkeeping, the only tables outside a municipality in `public`. */
const BOOKKEEPING = ['adonis_schema', 'adonis_schema_versions']

async function tables() {
  const { rows } = await db.connection('owner').rawQuery(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
            pg_get_userbyid(c.relowner) AS owner,
            (SELECT array_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
               FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
              WHERE i.indrelid = c.oid AND i.indisprimary)::text[] AS key
       FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname <> ALL (?)`,
    [BOOKKEEPING] as any[]
  )
  return rows as { name: string; enabled: boolean; forced: boolean; owner: string; key: string[] }[]
}

test.group('row level security, from the catalogue', () => {
  test('every table forces it and its key begins with the municipality', async ({ assert }) => {
    const all = await tables()
    assert.isAbove(all.length, 10)
    for (const table of all) {
      assert.isTrue(
        table.enabled && table.forced,
        `${table.name} does not force row level security`
      )
      const first = table.name === 'municipalities' ? 'id' : 'municipality_id'
      assert.equal(table.key[0], first, `${table.name}: primary key ${table.key}`)
    }
  })

  test('every foreign key between tenant tables carries the municipality', async ({ assert }) => {
    const { rows } = await db.connection('owner').rawQuery(
      `SELECT conrelid::regclass::text AS child, conname AS name,
              ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))::text[] AS columns
         FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace`
    )
    assert.isAbove(rows.length, 10)
    for (const { child, name, columns } of rows) {
      assert.include(
        columns,
        'municipality_id',
        `${child}.${name} could point into another municipality`
      )
    }
  })

  test('the app role can neither bypass it, nor own a table, nor truncate', async ({ assert }) => {
    const { rows } = await db
      .connection('owner')
      .rawQuery(`SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'madoguchi_app'`)
    assert.deepEqual(rows, [{ rolsuper: false, rolbypassrls: false }])
    for (const { name, owner } of await tables()) {
      assert.equal(owner, 'madoguchi_owner', name)
      const may = await db
        .connection('owner')
        .rawQuery(
          "SELECT has_table_privilege('madoguchi_app', ?::regclass, 'TRUNCATE') AS truncate",
          [name]
        )
      assert.isFalse(may.rows[0].truncate, name)
    }
  })

  test('without a scope the app role sees nothing, in any table', async ({ assert }) => {
    const municipality = await createMunicipality()
    await createSlots(municipality, await createCounter(municipality))
    const pool = (db as any).tenantPool()
    for (const { name } of await tables()) {
      const { rows } = await pool.rawQuery(`SELECT count(*)::int AS n FROM ${name}`)
      assert.equal(rows[0].n, 0, `${name} shows rows without a scope`)
    }
  })

  test('the system role reads the directory of municipalities and nothing else of theirs', async ({
    assert,
  }) => {
    const readable = []
    for (const { name } of await tables()) {
      const { rows } = await db.connection('owner').rawQuery(
        `SELECT has_table_privilege('madoguchi_system', ?::regclass, 'SELECT') AS reads,
                  has_table_privilege('madoguchi_system', ?::regclass, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes`,
        [name, name]
      )
      if (rows[0].reads) readable.push(name)
      assert.isFalse(rows[0].writes, name)
    }
    assert.sameMembers(readable, [
      'municipalities',
      'municipality_modules',
      'settings',
      'wordings',
      'field_sets',
      'maintenance_notices',
    ])
  })

  test('a query without a scope throws instead of finding nothing', async ({ assert }) => {
    await assert.rejects(() => db.rawQuery('SELECT 1'), new E_NO_TENANT_SCOPE().message)
  })

  test('a row cannot be written for, moved to, or tied to another municipality', async ({
    assert,
  }) => {
    const [ours, theirs] = [await createMunicipality(), await createMunicipality()]
    const theirCounter = await createCounter(theirs)
    const ourCounter = await createCounter(ours)
    const inOurs = (sql: string, values: any[]) => tenancy.run(ours, () => db.rawQuery(sql, values))

    await assert.rejects(
      () =>
        inOurs('INSERT INTO settings (municipality_id, key, value) VALUES (?, ?, ?)', [
          theirs.id,
          'x.y',
          '1',
        ]),
      /row-level security/
    )
    await assert.rejects(
      () =>
        inOurs('UPDATE counters SET municipality_id = ? WHERE id = ?', [theirs.id, ourCounter.id]),
      /row-level security/
    )
    await assert.rejects(
      () =>
        inOurs(
          `INSERT INTO excluded_times (municipality_id, counter_id, starts, ends) VALUES (?, ?, '12:00', '13:00')`,
          [ours.id, theirCounter.id]
        ),
      /foreign key/
    )
    const seen = await inOurs('SELECT 1 FROM counters WHERE id = ?', [theirCounter.id])
    assert.lengthOf(seen.rows, 0)
  })

  test('fifty interleaved scopes each see their own municipality only', async ({ assert }) => {
    const all = await Promise.all(Array.from({ length: 5 }, () => createMunicipality()))
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        tenancy.run(all[i % all.length], async () => {
          await db.rawQuery('SELECT pg_sleep(0.01)')
          const { rows } = await db.rawQuery('SELECT id FROM municipalities')
          return rows.map((row: { id: number }) => row.id)
        })
      )
    )
    seen.forEach((ids, i) => assert.deepEqual(ids, [all[i % all.length].id]))
  })
})
