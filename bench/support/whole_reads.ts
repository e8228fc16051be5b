import { closeSync, openSync, readSync, statSync } from 'node:fs'
import pg from 'pg'
import type { Stage } from './stage.js'
import type { StaffPage } from './staff_pages.js'

/** Tables below this many rows may be read whole: the planner is right to. */
const SMALL = 3_000

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Plans'?: Plan[]
}

/**
 * The tables that grow which a page's statements read from end to end, by the
 * plans PostgreSQL's auto_explain wrote down while the application's role ran
 * them.
 *
 * @param openAll opens every page on a server that is started for it, and says before each which it is
 */
export async function wholeReads(
  { databaseUrl, postgresLog }: Pick<Stage, 'databaseUrl' | 'postgresLog'>,
  openAll: (afterEach: (page: StaffPage) => void) => Promise<void>
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const growing = await growingTables(client)
    for (const [name, value] of [
      ['session_preload_libraries', 'auto_explain'],
      ['auto_explain.log_min_duration', '0'],
      ['auto_explain.log_format', 'json'],
    ]) {
      await client.query(`ALTER ROLE madoguchi_app SET ${name} = '${value}'`)
    }
    const found: string[] = []
    let read = statSync(postgresLog).size
    let plans = 0
    await openAll((page) => {
      const said = textFrom(postgresLog, read)
      read += Buffer.byteLength(said)
      const seen = plansIn(said)
      plans += seen.length
      const tables = new Set(seen.flatMap(readWhole).filter((table) => growing.has(table)))
      if (tables.size > 0) found.push(`${page.name}: ${[...tables].join(', ')}`)
    })
    if (plans === 0) throw new Error('PostgreSQL wrote no plan down.')
    return found
  } finally {
    await client.query('ALTER ROLE madoguchi_app RESET ALL')
    await client.end()
  }
}

async function growingTables(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query(
    'SELECT relname FROM pg_class WHERE relrowsecurity AND reltuples >= $1',
    [SMALL]
  )
  return new Set(rows.map((row: { relname: string }) => row.relname))
}

function textFrom(file: string, start: number): string {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(statSync(file).size - start)
    readSync(handle, bytes, 0, bytes.length, start)
    return bytes.toString()
  } finally {
    closeSync(handle)
  }
}

/** A plan begins below its duration and is indented by a tab, as what belongs to one message is. */
function plansIn(log: string): Plan[] {
  return [...log.matchAll(/ plan:\n((?:\t.*\n)+)/g)].map(([, json]) => JSON.parse(json).Plan)
}

function readWhole(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name']!] : []
  return [...own, ...(plan.Plans ?? []).flatMap(readWhole)]
}
