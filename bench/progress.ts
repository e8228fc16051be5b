import pg from 'pg'
import { bootHere } from './support/boot_here.js'
import { expectStatus, open } from './support/form_client.js'
import { peakMegabytes } from './support/memory.js'
import { report, rounded } from './support/report.js'
import { seedProgress } from './support/seed_progress.js'
import { setStage } from './support/stage.js'
import { csrfIn, signIn } from './support/staff_session.js'
import { timesOf } from './support/times.js'

/**
 * 800,000 cards and eight million events: how long 進捗登録 (PG5) and 進捗状況一覧
 * (PG2) take, and how fast the file of 400,000 cards comes beside PostgreSQL's own
 * `COPY … TO STDOUT` of the same query by the same role. A limit that is broken
 * makes the benchmark fail.
 */
const CARDS = Number(process.env.CARDS ?? 800_000)
const IN_FILE = CARDS / 2
const VISITS = 40
const LIMITS = { card: 200, list: 500, file: 0.3, megabytes: 200 }

const stage = await setStage()
let end = async () => {}
try {
  process.stderr.write('seeding …\n')
  const { town, slug, cases, events } = await seedProgress(stage, CARDS)
  process.stderr.write(`seeded ${cases} cards with ${events} events\n`)
  const endProgram = await bootHere(stage)
  const { tenancy } = await import('#app/tenancy/main')
  const { listCases } = await import('#modules/card-progress/queries/list_cases')
  const app = new pg.Client({ connectionString: stage.databaseUrl })
  await app.connect()
  await app.query('SET ROLE madoguchi_app')
  await app.query(`SELECT set_config('app.municipality_id', $1, false)`, [String(town)])
  end = async () => {
    await app.end()
    await endProgram()
  }
  const { rows: some } = await app.query(
    `SELECT id, card_number AS number, counter_id AS counter, batch_id AS batch
       FROM card_cases WHERE card_number = ANY ($1)`,
    [Array.from({ length: VISITS + 3 }, (_, i) => `N${1 + ((i * 6_607) % CARDS)}`)]
  )
  const { rows: days } = await app.query(
    `SELECT current_date::text AS today, (current_date - 30)::text AS month,
            (current_date - 1000)::text AS beginning,
            (SELECT (status_at AT TIME ZONE 'Asia/Tokyo')::date::text
               FROM card_cases ORDER BY status_at DESC OFFSET $1 LIMIT 1) AS half`,
    [IN_FILE]
  )
  const { today, month, beginning, half } = days[0]

  const site = await stage.serveBuild()
  const staff = `/${slug}/staff`
  const cookie = await signIn(new URL(`${staff}/sign-in`, site))
  const look = (path: string, at = site) =>
    expectStatus(200, 'GET', new URL(path, at), undefined, cookie)
  const list = (conditions: Record<string, string>, at?: string) => {
    const asked = new URLSearchParams({ from: month, until: today, ...conditions })
    return look(`${staff}/progress/cards?${asked}`, at)
  }
  const everything = { from: beginning }
  const [one] = some
  const pages: Record<string, (i: number) => Promise<unknown>> = {
    'PG5 進捗登録': (i) => look(`${staff}/progress/cards/${some[i % some.length].id}`),
    'PG2 a month': () => list({}),
    'PG2 everything': () => list(everything),
    'PG2 everything, the last page shown': () => list({ ...everything, page: '200' }),
    'PG2 everything, oldest first': () => list({ ...everything, sort: 'oldest' }),
    'PG2 everything by shelf': () => list({ ...everything, sort: 'shelf' }),
    'PG2 everything by code': () => list({ ...everything, sort: 'code' }),
    'PG2 waiting, everything': () => list({ ...everything, statuses: 'NOTIFY,RETURN' }),
    'PG2 a status nothing has': () => list({ ...everything, statuses: 'LOST' }),
    'PG2 one counter': () => list({ ...everything, counter: one.counter }),
    'PG2 one shelf': () => list({ ...everything, shelf: 'A-7' }),
    'PG2 one shelf of a counter': () => list({ ...everything, counter: one.counter, shelf: 'A-7' }),
    'PG2 one box': () => list({ ...everything, batch: one.batch }),
    'PG2 one method': () => list({ ...everything, method: 'at_application' }),
    'PG2 a method nothing has': () => list({ ...everything, method: 'outreach' }),
    'PG2 one number': () => list({ ...everything, code: one.number }),
    'top page': () => look(`${staff}/progress/top`),
    'board': () => look(`${staff}/progress/board`),
  }
  const rows: { 'page': string; 'median ms': number; 'p95 ms': number }[] = []
  for (const [page, visit] of Object.entries(pages)) {
    const { median, p95 } = await timesOf(visit, VISITS)
    rows.push({ page, 'median ms': rounded(median), 'p95 ms': rounded(p95) })
  }
  const worst = (name: string) =>
    Math.max(...rows.filter(({ page }) => page.startsWith(name)).map((row) => row['p95 ms']))

  /** A process of its own, whose memory nothing else has grown. */
  const fileSite = await stage.serveBuild()
  const form = csrfIn((await list({}, fileSite)).body)
  const before = peakMegabytes(stage.pidOf(fileSite))
  const files = []
  for (const encoding of ['utf8', 'cp932']) {
    const taken = await take({ _csrf: form, from: half, until: today, encoding })
    const copied = await copy()
    files.push({ encoding, ...taken, copy: copied.seconds, ratio: copied.seconds / taken.seconds })
    if (taken.lines !== copied.lines + 1) {
      throw new Error(`The file has ${taken.lines} lines, COPY has ${copied.lines}.`)
    }
  }
  const megabytes = peakMegabytes(stage.pidOf(fileSite))

  console.table(
    files.map((file) => ({
      'file': file.encoding,
      'lines': file.lines,
      'seconds': rounded(file.seconds, 1),
      'COPY seconds': rounded(file.copy, 1),
      'speed beside COPY': rounded(file.ratio, 2),
    }))
  )
  const slowest = files.reduce((a, b) => (a.ratio < b.ratio ? a : b))
  report(rows, {
    ...{ bench: 'progress', value: rounded(slowest.seconds, 2), unit: 's for the file' },
    ...{ yardstick: rounded(slowest.copy, 2), ratio: rounded(slowest.ratio, 2) },
    ...{ cases, events, lines: slowest.lines, card_p95: worst('PG5'), list_p95: worst('PG2') },
    ...{ server_megabytes_before: rounded(before), server_megabytes: rounded(megabytes) },
  })
  const broken = [
    ...(worst('PG5') >= LIMITS.card ? ['PG5'] : []),
    ...(worst('PG2') >= LIMITS.list ? ['PG2'] : []),
    ...(slowest.ratio < LIMITS.file ? ['the speed of the file'] : []),
    ...(megabytes >= LIMITS.megabytes ? ['memory'] : []),
  ]
  if (broken.length > 0) throw new Error(`Over the limit: ${broken.join(', ')}.`)

  /** Takes the file as a browser does and counts its lines as they come. */
  async function take(values: Record<string, string>) {
    const started = performance.now()
    const url = new URL(`${staff}/progress/cards/export`, fileSite)
    const answer = await open('POST', url, new URLSearchParams(values).toString(), cookie)
    if (answer.statusCode !== 200)
      throw new Error(`The file was answered with ${answer.statusCode}.`)
    let lines = 0
    for await (const chunk of answer) {
      for (const byte of chunk as Buffer) if (byte === 0x0a) lines++
    }
    return { lines, seconds: (performance.now() - started) / 1000 }
  }

  /** What the file is made of, by PostgreSQL alone. */
  async function copy() {
    const sql = await listedSql()
    let lines = 0
    const count = () => lines++
    const { connection } = app as unknown as { connection: NodeJS.EventEmitter }
    connection.on('copyData', count)
    const started = performance.now()
    await app.query(`COPY (${sql}) TO STDOUT (FORMAT csv)`)
    connection.off('copyData', count)
    return { lines, seconds: (performance.now() - started) / 1000 }
  }

  /** The list's own statement, with its values in it. */
  async function listedSql() {
    let sql = ''
    await tenancy.run({ id: town }, async () => {
      const { trx } = tenancy.current()
      const rawQuery = trx.rawQuery.bind(trx)
      trx.rawQuery = ((...asked: Parameters<typeof rawQuery>) => {
        sql = (rawQuery(...asked) as any).knexQuery.toString()
        return Promise.resolve({ rows: [] })
      }) as any
      const filter = { from: half, until: today, statuses: [] }
      await listCases(filter, { counterIds: null, limit: CARDS })
    })
    return sql
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await end()
  await stage.end()
}
