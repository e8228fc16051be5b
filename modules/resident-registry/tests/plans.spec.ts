import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { searchResidents } from '../queries/search_residents.js'
import type { ResidentSearch } from '../resident_search.js'
import { inTown, store, TARO } from './support.js'

const NAMES = ['佐藤 サトウ', '高橋 タカハシ', '渡邉 ワタナベ', '山口 ヤマグチ', '小林 コバヤシ']

/** Searches as the app role in a scope. @returns the plan of each statement */
async function plansOf(municipality: Parameters<typeof inTown>[0], search: ResidentSearch) {
  const plans: string[] = []
  await inTown(municipality, async () => {
    const { trx } = tenancy.current()
    const rawQuery = trx.rawQuery.bind(trx)
    const explained: Promise<void>[] = []
    trx.rawQuery = ((sql: string, bindings: any) => {
      /** The connection answers in order: the plan is made before the statement runs. */
      explained.push(
        rawQuery(`EXPLAIN ${sql}`, bindings).then(({ rows }: any) => {
          plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'))
        })
      )
      return rawQuery(sql, bindings)
    }) as any
    await searchResidents(search)
    await Promise.all(explained)
  })
  return plans
}

test.group('residents/plans as the app role, under row level security', () => {
  test('no search reads the register or its index whole', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    await store(
      municipality,
      Array.from({ length: 5_000 }, (_, i) => {
        const [name, kana] = NAMES[i % NAMES.length].split(' ')
        const town = `${NAMES[(i * 3) % NAMES.length].slice(0, 2)}町`
        return {
          number: String(10_000 + i),
          values: { ...TARO, name: `${name}${i % 97}`, kana, town, postal_code: `99900${i % 89}` },
        }
      })
    )
    for (const table of ['residents', 'resident_grams', 'resident_link_codes']) {
      await db.connection('owner').rawQuery(`ANALYZE ${table}`)
    }
    for (const search of [
      { number: '12345' },
      { name: '佐', match: 'prefix' },
      { name: '高橋1', match: 'prefix' },
      { name: 'バヤ', match: 'partial' },
      { name: 'ヤマグチ', match: 'prefix', address: '渡邉町' },
      { birthDate: '1900-01-01' },
      { postalCode: '9990012', name: 'ワタ', match: 'prefix' },
      { phone: '0300000000' },
      { email: 'nobody@example.jp' },
      { linkCode: 'AAAA-AAAA-AAAA' },
      { state: 'suspended' },
    ] as ResidentSearch[]) {
      for (const plan of await plansOf(municipality, search)) {
        assert.notMatch(
          plan,
          /Seq Scan on (residents|resident_grams)/,
          `${JSON.stringify(search)}:\n${plan}`
        )
      }
    }
  }).timeout(60_000)
})
