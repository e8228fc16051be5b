import pg from 'pg'
import type { Stage } from './stage.js'

/** Forty counters, open every day from 8:30 to 17:30 in quarters of an hour. */
const COUNTERS = 40

/** 全国地方公共団体コード and name in addresses: the city that is measured, and others beside it. */
const TOWNS = [
  ['990035', 'bench'],
  ['990043', 'yardstick'],
  ['990051', 'neighbour'],
]

/** A large city's counters and their hours, with nothing published yet, and two more with counters only. */
export async function seedCounters({ databaseUrl }: Pick<Stage, 'databaseUrl'>) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const towns: number[] = []
    for (const [code, slug] of TOWNS) {
      const { rows } = await client.query(
        `INSERT INTO municipalities (code, slug, name, name_kana)
         VALUES ($1, $2, '計測市', 'ケイソクシ') RETURNING id`,
        [code, slug]
      )
      towns.push(rows[0].id)
      await client.query(
        `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'reservation', true)`,
        [rows[0].id]
      )
      await client.query(
        `INSERT INTO counters (municipality_id, code, name)
         SELECT $1, 'C' || n, '第' || n || '窓口' FROM generate_series(1, $2) AS n`,
        [rows[0].id, COUNTERS]
      )
    }
    const [town, ...others] = towns
    await client.query(
      `INSERT INTO settings (municipality_id, key, value)
       VALUES ($1, 'reservation.closes_on_holidays', 'false'), ($1, 'reservation.year_end_from', '0')`,
      [town]
    )
    await client.query(
      `INSERT INTO opening_hours (municipality_id, weekday, opens, closes, unit_minutes, capacity)
       SELECT $1, weekday, '08:30', '17:30', 15, 5 FROM generate_series(1, 7) AS weekday`,
      [town]
    )
    return { town, others, slug: 'bench', counters: COUNTERS }
  } finally {
    await client.end()
  }
}
