import { DateTime } from 'luxon'
import pg from 'pg'
import { bootHere } from './support/boot_here.js'
import { report, rounded } from './support/report.js'
import { seedReservations } from './support/seed_reservations.js'
import { setStage } from './support/stage.js'
import { timesOf } from './support/times.js'

/**
 * Searching a large city's 450,000 reservations as the app role, under row
 * level security: counting what is found and reading the first page, condition
 * by condition. The yardstick is the same two statements sent by the owner of
 * everything, whom no policy slows down.
 */
const ROUNDS = 25

const stage = await setStage()
let end = async () => {}
try {
  const { town, reservations, one } = await seedReservations(stage)
  const endProgram = await bootHere(stage)
  const { municipalities, tenancy } = await import('#app/tenancy/main')
  const { askField, fieldSetOf } = await import('#app/fields/main')
  const { countListed, listReservations } =
    await import('#modules/reservation/queries/list_reservations')
  const { applicationFields } = await import('#modules/reservation/subjects')
  const owner = new pg.Client({ connectionString: stage.databaseUrl })
  await owner.connect()
  end = async () => {
    await owner.end()
    await endProgram()
  }

  const municipality = await municipalities.byId(town)
  const fields = await fieldSetOf(applicationFields, municipality)
  const by = async (key: string, typed: string, inside = false) =>
    (await askField(fields, fields.find(key)!, typed, { inside }))!
  const day = (days: number) => DateTime.now().setZone('Asia/Tokyo').plus({ days }).toISODate()!
  const week = { from: day(0), until: day(6) }
  const year = { from: day(-300), until: day(60) }
  const searches: Record<string, [Record<string, unknown>, object?]> = {
    'a week': [week],
    'a month': [{ from: day(-30), until: day(0) }],
    'a year': [year],
    'a year, the other way round': [year, { by: 'visit', down: true }],
    'a week by number': [week, { by: 'number', down: false }],
    'a week by counter': [week, { by: 'counter', down: false }],
    'a week by state': [week, { by: 'state', down: true }],
    'a week by application': [week, { by: 'received', down: true }],
    'a year of a counter': [{ ...year, counter: one.counter }],
    'a year, cancelled': [{ ...year, state: 'cancelled' }],
    'a year, collected, handled, by proxy': [
      { ...year, collected: true, handling: '交付済み', how: 'by_resident' },
    ],
    'a month of applications': [
      { by: 'received', from: day(-30), until: day(0) },
      { by: 'received', down: false },
    ],
    '受付番号 from today': [{ from: day(0), number: 7 }],
    '通し番号': [{ serial: Number(one.serial) }],
    'アクセスキー': [{ accessKeyHash: one.key }],
    '利用者ID': [{ bookerIds: [one.booker] }],
    'name, the beginning': [{ fields: [await by('name', '佐藤')] }],
    'name, inside': [{ fields: [await by('name', '太郎', true)] }],
    'name, one character inside': [{ fields: [await by('name', '山', true)] }],
    'name and birthday': [
      { fields: [await by('name', '山田'), await by('birthday', '1965-06-01')] },
    ],
    'kana inside and phone': [
      { fields: [await by('kana', 'マモ', true), await by('phone', '0901234')] },
    ],
  }

  const rows = []
  for (const [what, [filter, order]] of Object.entries(searches)) {
    const statements: { sql: string; bindings: unknown[] }[] = []
    let found = 0
    const search = () =>
      tenancy.run(municipality, async () => {
        found = await countListed(filter as any, null, 10_001)
        await listReservations(filter as any, {
          ...{ counterIds: null, order: order as any, limit: 50, many: found > 10_000 },
        })
      })
    await tenancy.run(municipality, async () => {
      const { trx } = tenancy.current()
      const rawQuery = trx.rawQuery.bind(trx)
      trx.rawQuery = ((sql: string, bindings: any) => {
        const query = rawQuery(sql, bindings)
        statements.push((query as any).knexQuery.toSQL().toNative())
        return query
      }) as any
      found = await countListed(filter as any, null, 10_001)
      await listReservations(filter as any, {
        ...{ counterIds: null, order: order as any, limit: 50, many: found > 10_000 },
      })
    })
    const { p95: ours, median } = await timesOf(search, ROUNDS)
    const { p95: bare } = await timesOf(async () => {
      for (const { sql, bindings } of statements) await owner.query(sql, bindings as any[])
    }, ROUNDS)
    rows.push({
      what,
      found,
      p95: rounded(ours, 1),
      median: rounded(median, 1),
      bare: rounded(bare, 1),
    })
  }
  const worst = rows.reduce((a, b) => (a.p95 > b.p95 ? a : b))
  report(rows, {
    ...{ bench: 'search', value: worst.p95, unit: 'ms p95', yardstick: worst.bare },
    ...{ ratio: rounded(worst.p95 / worst.bare, 2), reservations, worst: worst.what },
  })
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await end()
  await stage.end()
}
