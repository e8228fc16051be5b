import pg from 'pg'
import type { Stage } from './stage.js'

export interface Town {
  id: number
  slug: string
  counterCode: string
  /** ISO date of the first day with slots. */
  weekFrom: string
  /** Ids of the slots with seats for many, and of three with five seats each. */
  slots: string[]
  scarce: string[]
}

/**
 * One municipality with ten counters, two weeks of twenty slots a day, seats
 * for many; written past the application, because only reading it is
 * measured.
 *
 * @param capacity seats per slot
 */
export async function seedTown(
  { databaseUrl }: Pick<Stage, 'databaseUrl'>,
  capacity = 999
): Promise<Town> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `INSERT INTO municipalities (code, slug, name, name_kana)
       VALUES ('990035', 'bench', '計測市', 'ケイソクシ') RETURNING id`
    )
    const id: number = rows[0].id
    await client.query(
      `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES ($1, 'reservation', true)`,
      [id]
    )
    await client.query(
      `INSERT INTO counters (municipality_id, code, name, address)
       SELECT $1, 'C' || n, '第' || n || '窓口', '計測市中央' || n || '丁目' FROM generate_series(1, 10) AS n`,
      [id]
    )
    const slots = await client.query(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       SELECT $1, c.id, d::date, begins AT TIME ZONE 'Asia/Tokyo',
              (begins + interval '30 minutes') AT TIME ZONE 'Asia/Tokyo', $2
         FROM counters c
        CROSS JOIN generate_series(current_date + 2, current_date + 15, interval '1 day') AS d
        CROSS JOIN generate_series(d + time '08:30', d + time '18:00', interval '30 minutes') AS begins
        WHERE c.municipality_id = $1
       RETURNING id, visit_date::text AS day`,
      [id, capacity]
    )
    const scarce = await client.query(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       SELECT $1, id, current_date + 30, current_date + 30 + interval '12 hours',
              current_date + 30 + interval '13 hours', 5
         FROM counters WHERE municipality_id = $1 ORDER BY code LIMIT 3
       RETURNING id`,
      [id]
    )
    await client.query('ANALYZE')
    return {
      id,
      slug: 'bench',
      counterCode: 'C1',
      weekFrom: slots.rows.map(({ day }) => day).sort()[0],
      slots: slots.rows.map((slot) => slot.id),
      scarce: scarce.rows.map((slot) => slot.id),
    }
  } finally {
    await client.end()
  }
}
