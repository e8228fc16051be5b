import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Town } from './seed_town.js'

/**
 * The bare claim statement, spread over all slots, as the app role under row
 * level security.
 *
 * @returns statements per second, or null where pgbench is not installed
 */
export async function pgbenchClaims(
  appUrl: string,
  town: Town,
  seconds: number
): Promise<number | null> {
  const script = join(tmpdir(), `madoguchi-claim-${process.pid}.sql`)
  const ids = town.slots.map((id) => `'${id}'`).join(',')
  writeFileSync(
    script,
    `\\set n random(1, ${town.slots.length})
     UPDATE slots SET taken = taken + 1
      WHERE municipality_id = ${town.id} AND id = (ARRAY[${ids}]::uuid[])[:n] AND taken + 1 <= capacity;\n`
  )
  const result = spawnSync(
    'pgbench',
    [
      '--no-vacuum',
      '--client=16',
      '--jobs=1',
      '--protocol=prepared',
      `--time=${seconds}`,
      `--file=${script}`,
      appUrl,
    ],
    { encoding: 'utf8', env: { ...process.env, PGOPTIONS: `-c app.municipality_id=${town.id}` } }
  )
  rmSync(script)
  if (result.error) return null
  const tps = /tps = ([\d.]+)/.exec(result.stdout)
  if (!tps) throw new Error(`pgbench said: ${result.stderr}`)
  return Number(tps[1])
}

/** Slots of a town whose `taken` is over capacity, or is not the number of seated reservations. */
export async function brokenSlots(databaseUrl: string, townId: number) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT count(*) FILTER (WHERE taken > capacity OR seated > capacity)::int AS overbooked,
              count(*) FILTER (WHERE taken <> seated)::int AS unbalanced
         FROM (SELECT s.capacity, s.taken, count(r.id) AS seated
                 FROM slots s
                 LEFT JOIN reservations r ON r.municipality_id = s.municipality_id AND r.slot_id = s.id
                   AND r.state IN ('held', 'reserved', 'arrived', 'no_show')
                WHERE s.municipality_id = $1
                GROUP BY s.municipality_id, s.id) AS counted`,
      [townId]
    )
    return rows[0] as { overbooked: number; unbalanced: number }
  } finally {
    await client.end()
  }
}
