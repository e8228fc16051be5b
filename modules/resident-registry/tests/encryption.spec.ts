import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { drivers, Encryption } from '@adonisjs/core/encryption'
import db from '@adonisjs/lucid/services/db'
import { KeyRing } from '#app/exchange/main'
import { createMunicipality } from '#tests/support/municipality'
import { changeStanding } from '../actions/change_standing.js'
import { reencryptResidents } from '../actions/reencrypt_residents.js'
import { storeResidents } from '../actions/store_residents.js'
import { areSomeNotIndexed, searchResidents } from '../queries/search_residents.js'
import statusCheck from '../status_check.js'
import { inTown, office, rowsOf, store, TARO } from './support.js'

/** The keys an installation could have. */
async function ringOf(...keys: string[]): Promise<KeyRing> {
  const config = await drivers.aes256gcm({ keys, id: 'gcm' }).resolver(app)
  return new KeyRing(keys, new Encryption(config))
}

const OLD = 'the-key-of-last-year-0123456789abcdef'
const NEW = 'the-key-of-this-year-0123456789abcdef'

test.group('residents/encryption at rest [R94]', () => {
  test('no column of any table tells who lives here', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    await store(municipality, [{ number: '0001', values: TARO }])
    const { rows: tables } = await db.connection('owner').rawQuery(
      `SELECT relname AS name FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity`
    )
    let rows = 0
    for (const { name } of tables) {
      for (const { row } of await rowsOf(municipality, name)) {
        rows += 1
        for (const personal of ['髙﨑', '高崎', '太郎', 'タカサキ', '1945', '中央一', '123456']) {
          assert.notInclude(row, personal, name)
        }
      }
    }
    assert.isAbove(rows, 10)
  })

  test('equal values are equal tokens in one municipality, and others in the next', async ({
    assert,
  }) => {
    const towns = [await createMunicipality(), await createMunicipality()]
    for (const municipality of towns) {
      await store(municipality, [
        { number: '1', values: TARO },
        { number: '2', values: TARO },
      ])
    }
    const [ours, theirs] = await Promise.all(towns.map((town) => rowsOf(town, 'residents')))
    assert.equal(ours[0].birth_token, ours[1].birth_token)
    assert.notEqual(ours[0].birth_token, theirs[0].birth_token)
    assert.notEqual(ours[0].sealed, ours[1].sealed)
    const grams = (await rowsOf(towns[0], 'resident_grams')).map(({ gram }) => gram)
    const foreign = new Set((await rowsOf(towns[1], 'resident_grams')).map(({ gram }) => gram))
    assert.isFalse(grams.some((gram) => foreign.has(gram)))
  })

  test('what one resident’s row holds opens in no other', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [id, other] = await store(municipality, [
      { number: '1', values: TARO },
      { number: '2', values: { name: '鈴木', kana: 'スズキ' } },
    ])
    await inTown(municipality, () =>
      db.rawQuery(
        'UPDATE residents SET sealed = (SELECT sealed FROM residents WHERE id = ?) WHERE id = ?',
        [id, other]
      )
    )
    const page = await visitor.get(`${base}/${other}`)
    assert.equal(page.status, 500)
    assert.notInclude(page.text, '太郎')
  })
})

test.group('residents/change of key', () => {
  test('with the old key beside the new one everybody is read at once, and found once done anew', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const before = await ringOf(OLD)
    const after = await ringOf(NEW, OLD)
    const search = (ring: KeyRing, name = '高崎') =>
      inTown(municipality, () => searchResidents({ name, match: 'prefix' }, 1, ring))
    const numbered = (ring: KeyRing) =>
      inTown(municipality, () => searchResidents({ number: '000' }, 1, ring))
    await inTown(municipality, () =>
      storeResidents(
        ['0001', '0002', '0003'].map((number) => ({ number, values: TARO })),
        before
      )
    )
    assert.lengthOf((await search(before)).residents, 3)
    const oldGrams = await rowsOf(municipality, 'resident_grams')

    assert.lengthOf((await numbered(after)).residents, 3)
    assert.lengthOf((await search(after)).residents, 0)
    assert.isTrue(await inTown(municipality, () => areSomeNotIndexed(after)))

    assert.equal(await inTown(municipality, () => reencryptResidents(after)), 3)
    assert.equal(await inTown(municipality, () => reencryptResidents(after)), 0)
    assert.isFalse(await inTown(municipality, () => areSomeNotIndexed(after)))
    assert.lengthOf((await search(after)).residents, 3)

    /** The old key is not needed any more, and nothing made with it is left. */
    const alone = await ringOf(NEW)
    assert.deepEqual(
      (await search(alone)).residents.map(({ values }) => values),
      [TARO, TARO, TARO]
    )
    const grams = await rowsOf(municipality, 'resident_grams')
    assert.lengthOf(grams, oldGrams.length)
    const gone = new Set(oldGrams.map(({ gram }) => gram))
    assert.isFalse(grams.some(({ gram }) => gone.has(gram)))
    await assert.rejects(() => numbered(before), /APP_OLD_KEYS/)
  })

  test('the deregistered are encrypted anew without being found', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    await inTown(municipality, () => changeStanding(id, 'deregister', '転出'))
    /** The keys of the tests, then one after them. */
    const { keyRing } = await import('#app/exchange/main')
    const after = await ringOf(NEW, ...keyRing.keys)
    assert.equal(await inTown(municipality, () => reencryptResidents(after)), 1)
    const [row] = await rowsOf(municipality, 'residents')
    assert.equal(row.key_id, after.keyId)
    assert.lengthOf(await rowsOf(municipality, 'resident_grams'), 0)
    const { openReason } = await import('../sealed_person.js')
    assert.equal(openReason(id, row.state_reason_sealed, await ringOf(NEW)), '転出')
  })

  test('until it is done, the search page and the monitor say so', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const check = () => inTown(municipality, () => statusCheck())
    assert.isTrue((await check())[0].ok)
    assert.notInclude((await visitor.get(base)).words(), '鍵を替えている途中')
    await inTown(municipality, async () =>
      storeResidents([{ number: '1', values: TARO }], await ringOf(OLD))
    )
    assert.isFalse((await check())[0].ok)
    assert.include((await visitor.get(base)).words(), '鍵を替えている途中')
  })
})
