import pg from 'pg'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { CLERK } from './seed_month.js'
import type { Stage } from './stage.js'

/** Cards arrive evenly over so many days; those of the last tenth still wait for somebody. */
const DAYS = 730
const COUNTERS = 40

/** What became of a card, in order; a waiting one has come as far as 通知書送付. */
const STEPS = `(VALUES
  (1, 'ARRIVE', NULL, 0), (2, 'INSPECT', 'ok', 0), (3, 'PRESET', NULL, 1), (4, 'STORE', 'stored', 2),
  (5, 'NOTIFY', 'first', 5), (6, 'RESERVE', NULL, 9), (7, 'NOSHOW', NULL, 20), (8, 'RESERVE', NULL, 22),
  (9, 'VISIT', NULL, 30), (10, 'ISSUE', 'self', 30)) AS step (seq, code, variant, after)`

type Query = (sql: string) => Promise<pg.QueryResult>

/**
 * A large city's cards and everything that happened to them, written past the
 * application and without its guards, because only looking at it is measured.
 * Indexes are made after the rows, as after any load of this size.
 */
export async function seedProgress({ databaseUrl }: Pick<Stage, 'databaseUrl'>, cards: number) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const query: Query = (sql) => client.query(sql)
  try {
    /** Neither foreign keys nor the guard of the history look at each row. */
    await query(`SET session_replication_role = replica; SET maintenance_work_mem = '512MB'`)
    const town = await cityOf(client)
    await query(
      `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count, actual_count,
              method, kind, received_by)
       SELECT ${town}, 'B' || d, c.id, (now() - d * interval '1 day')::date, 1100, 1100, 'at_delivery', 'first', s.id
         FROM generate_series(0, ${DAYS}) AS d
         JOIN counters c ON c.municipality_id = ${town} AND c.code = 'C' || (1 + d % ${COUNTERS})
         JOIN staff_members s ON s.municipality_id = ${town}`
    )
    const restore = await withoutIndexes(query, ['card_cases', 'progress_events', 'link_codes'])
    await casesOf(query, town, cards)
    await eventsOf(query, town)
    await restore()
    await query(
      `INSERT INTO stock_movements (municipality_id, case_id, seq, counter_id, kind, delta, moved_on)
       SELECT municipality_id, case_id, seq, counter_id,
              CASE code WHEN 'ARRIVE' THEN 'arrival' ELSE 'issue' END,
              CASE code WHEN 'ARRIVE' THEN 1 ELSE -1 END, happened_on
         FROM progress_events WHERE code IN ('ARRIVE', 'ISSUE')`
    )
    await query('VACUUM (ANALYZE)')
    const { rows } = await query(
      `SELECT (SELECT count(*)::int FROM card_cases) AS cases, (SELECT count(*)::int FROM progress_events) AS events`
    )
    return { town, slug: 'bench', ...(rows[0] as { cases: number; events: number }) }
  } finally {
    await client.end()
  }
}

async function cityOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    `INSERT INTO municipalities (code, slug, name, name_kana)
     VALUES ('990035', 'bench', '計測市', 'ケイソクシ') RETURNING id`
  )
  const town = rows[0].id as number
  await client.query(
    `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'card-progress', true)`,
    [town]
  )
  await client.query(
    `INSERT INTO counters (municipality_id, code, name)
     SELECT $1, 'C' || n, '第' || n || '窓口' FROM generate_series(1, $2) AS n`,
    [town, COUNTERS]
  )
  /** Cheaper than the product's: signing in is not what is measured. */
  const hash = await new Scrypt({ cost: 1024 }).make(CLERK.password)
  await client.query(
    `INSERT INTO staff_members (municipality_id, login_id, name, role, password_hash, password_is_temporary)
     VALUES ($1, $2, '計測　職員', 'system_administrator', $3, false)`,
    [town, CLERK.loginId, hash]
  )
  return town
}

async function casesOf(query: Query, town: number, cards: number) {
  const code = `translate(lpad(n::text, 12, '0'), '01', 'YZ')`
  await query(
    `INSERT INTO link_codes (municipality_id, code, run_id)
     SELECT ${town}, ${code}, uuidv7() FROM generate_series(1, ${cards}) AS n`
  )
  await query(
    `INSERT INTO card_cases
       (municipality_id, link_code, card_number, method, kind, batch_id, first_counter_id, counter_id, created_at,
        version, status, status_variant, status_seq, status_at, status_on, in_stock, shelf, reserved_at, deadline)
     SELECT ${town}, ${code}, 'N' || n, CASE WHEN n % 10 = 0 THEN 'at_application' ELSE 'at_delivery' END, 'first',
            b.id, c.id, c.id, came, CASE WHEN waits THEN 5 WHEN n % 10 < 6 THEN 11 ELSE 10 END,
            CASE WHEN waits THEN 'NOTIFY' ELSE 'ISSUE' END, CASE WHEN waits THEN 'first' ELSE 'self' END,
            CASE WHEN waits THEN 5 ELSE 10 END, at, (at AT TIME ZONE 'Asia/Tokyo')::date, waits,
            CASE WHEN waits THEN 'A-' || n % 500 END, CASE WHEN NOT waits THEN at END,
            (came + interval '95 days')::date
       FROM generate_series(1, ${cards}) AS n
      CROSS JOIN LATERAL (SELECT now() - (n * ${DAYS} / ${cards}.0 + 0.1) * interval '1 day' AS came,
                                 n <= ${cards} / 10 AS waits) AS t
      CROSS JOIN LATERAL (SELECT least(now(), came + CASE WHEN waits THEN 5 ELSE 30 END * interval '1 day') AS at) AS u
       JOIN counters c ON c.municipality_id = ${town} AND c.code = 'C' || (1 + n % ${COUNTERS})
       JOIN card_batches b ON b.municipality_id = ${town} AND b.number = 'B' || (n::bigint * ${DAYS} / ${cards})`
  )
}

/** A waiting card has five events, one that was handed over ten or eleven: ten on average. */
async function eventsOf(query: Query, town: number) {
  await query(
    `INSERT INTO progress_events
       (municipality_id, case_id, seq, code, variant, from_code, verdict, happened_on, recorded_at, source,
        staff_id, counter_id, deadline, visit_at)
     SELECT c.municipality_id, c.id, seq, code, variant, 'NONE', 'normal', (at AT TIME ZONE 'Asia/Tokyo')::date, at,
            'staff', s.id, c.counter_id, CASE code WHEN 'NOTIFY' THEN c.deadline END,
            CASE code WHEN 'RESERVE' THEN at + interval '8 days' END
       FROM card_cases c JOIN ${STEPS} ON seq <= c.version
       JOIN staff_members s ON s.municipality_id = ${town}
      CROSS JOIN LATERAL (SELECT least(now(), c.created_at + after * interval '1 day' + seq * interval '1 minute') AS at) AS t`
  )
  await query(
    `INSERT INTO progress_events
       (municipality_id, case_id, seq, code, variant, from_code, verdict, happened_on, recorded_at, source,
        staff_id, counter_id)
     SELECT c.municipality_id, c.id, 11, 'INSPECT', 'ok', 'ISSUE', 'normal', c.status_on, c.status_at, 'staff', s.id, c.counter_id
       FROM card_cases c JOIN staff_members s ON s.municipality_id = ${town}
      WHERE c.version = 11`
  )
}

/** @returns what makes them again */
async function withoutIndexes(query: Query, tables: string[]) {
  const { rows } = await query(
    `SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
      WHERE i.tablename IN (${tables.map((table) => `'${table}'`).join(', ')})
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conname = i.indexname)`
  )
  for (const { name } of rows) await query(`DROP INDEX ${name}`)
  return async () => {
    for (const { definition } of rows) await query(definition)
  }
}
