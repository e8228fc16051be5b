import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { plansOf } from '#tests/support/plans'
import { assignMissingLinkCodes } from '../actions/assign_link_codes.js'
import { codesNotInUse } from '../queries/codes_not_in_use.js'
import handedOverResidents from '../queries/handed_over_residents.js'
import { searchResidents } from '../queries/search_residents.js'
import type { ResidentSearch } from '../resident_search.js'
import { store, TARO } from './support.js'

const NAMES = ['佐藤 サトウ', '高橋 タカハシ', '渡邉 ワタナベ', '山口 ヤマグチ', '小林 コバヤシ']

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
    /** Others have registers too: one municipality's index is a small part of the table. */
    const others = await createMunicipality({ modules: ['resident-registry'] })
    await tenancy.run(others, () =>
      db.rawQuery(
        `INSERT INTO resident_grams (municipality_id, gram, batch, places)
         SELECT ?, n, 1, '\\x0000' FROM generate_series(1, 20000) AS n`,
        [others.id]
      )
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
      for (const plan of await plansOf(municipality, () => searchResidents(search))) {
        assert.notMatch(
          plan,
          /Seq Scan on (residents|resident_grams)/,
          `${JSON.stringify(search)}:\n${plan}`
        )
      }
    }
  }).timeout(60_000)

  test('of very many no more are fetched than can be listed, and where they are is asked once', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    await store(
      municipality,
      Array.from({ length: 1_200 }, (_, i) => ({
        number: String(10_000 + i),
        values: { ...TARO, name: '佐藤', kana: 'サトウ' },
      }))
    )
    for (const search of [
      { name: 'サ', match: 'prefix' },
      { name: 'サトウ', match: 'prefix', state: 'active' },
    ] as ResidentSearch[]) {
      const [places, numbers, residents, ...more] = await plansOf(municipality, () =>
        searchResidents(search)
      )
      assert.match(places, /resident_grams/)
      assert.match(numbers, /^Limit/)
      assert.notMatch(numbers, /resident_link_codes/)
      assert.match(residents, /resident_link_codes/)
      assert.isEmpty(more)
    }
  })

  test('whose card was handed over is looked for page by page, and who may not book by their state', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const residents = await store(
      municipality,
      Array.from({ length: 5_000 }, (_, i) => ({ number: String(i), values: { name: '佐藤' } }))
    )
    await tenancy.run(municipality, () => assignMissingLinkCodes())
    for (const table of ['residents', 'resident_link_codes']) {
      await db.connection('owner').rawQuery(`ANALYZE ${table}`)
    }
    const page = { before: '2099-01-01', after: residents.toSorted()[2_500], limit: 100 }
    for (const work of [() => handedOverResidents(page), codesNotInUse]) {
      for (const plan of await plansOf(municipality, work)) {
        assert.notMatch(
          plan,
          /Seq Scan on (residents|resident_link_codes|card_cases)|HashAgg/,
          plan
        )
      }
    }
  })
})
