import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { indexValues } from '../index_values.js'
import { findByField } from '../queries/find_by_field.js'
import { added, facts, sample, setOf } from './support.js'

async function registry() {
  const municipality = await createMunicipality({ modules: [] })
  const searchable = { searchable: true }
  const keys = {
    name: await added(municipality, 'core.name', facts('代理人', searchable)),
    day: await added(municipality, 'core.date', facts('希望日', searchable)),
    number: await added(municipality, 'core.number', facts('人数', searchable)),
    hidden: await added(municipality, 'core.text', facts('備考')),
    many: await added(
      municipality,
      'core.choices',
      facts('手続', {
        ...searchable,
        choices: ['a', 'b'].map((value) => ({ value, label: { ja: value }, retired: false })),
      })
    ),
  }
  return { municipality, keys, set: await setOf(municipality) }
}

test.group('fields/search', () => {
  test('finds a record by the beginning of a name however it is written, by day, number and choice', async ({
    assert,
  }) => {
    const { municipality, keys, set } = await registry()
    const id = randomUUID()
    const values = {
      [keys.name]: { family: '髙﨑', given: '花子' },
      [keys.day]: '2026-11-23',
      [keys.number]: 3,
      [keys.hidden]: 'x',
      [keys.many]: ['a', 'b'],
    }
    await tenancy.run(municipality, async () => {
      await indexValues(set, id, values)
      assert.deepEqual(await findByField(sample, keys.name, { startsWith: '高崎' }), [id])
      assert.deepEqual(await findByField(sample, keys.name, { startsWith: '高崎　花子' }), [id])
      assert.deepEqual(await findByField(sample, keys.name, { startsWith: '花子' }), [])
      assert.deepEqual(await findByField(sample, keys.day, { date: '2026-11-23' }), [id])
      assert.deepEqual(await findByField(sample, keys.number, { number: 3 }), [id])
      assert.deepEqual(await findByField(sample, keys.many, { text: 'b' }), [id])
      assert.deepEqual(await findByField(sample, keys.hidden, { text: 'x' }), [])
    })
  })

  test('what is indexed again replaces what was there, and no values forget the record', async ({
    assert,
  }) => {
    const { municipality, keys, set } = await registry()
    const id = randomUUID()
    await tenancy.run(municipality, async () => {
      await indexValues(set, id, { [keys.name]: '山田' })
      await indexValues(set, id, { [keys.name]: '田中' })
      assert.deepEqual(await findByField(sample, keys.name, { startsWith: '山' }), [])
      assert.deepEqual(await findByField(sample, keys.name, { startsWith: '田' }), [id])
      await indexValues(set, id, {})
      const { rows } = await db.rawQuery('SELECT 1 FROM field_values')
      assert.lengthOf(rows, 0)
    })
  })

  test('another municipality finds nothing, and a name as long as an index can be is taken', async ({
    assert,
  }) => {
    const { municipality, keys, set } = await registry()
    const other = await createMunicipality({ modules: [] })
    await tenancy.run(municipality, () =>
      indexValues(set, randomUUID(), { [keys.name]: '邉\u{E0104}'.repeat(2000) })
    )
    assert.lengthOf(
      await tenancy.run(municipality, () => findByField(sample, keys.name, { startsWith: '辺' })),
      1
    )
    assert.lengthOf(
      await tenancy.run(other, () => findByField(sample, keys.name, { startsWith: '辺' })),
      0
    )
  })

  test('a search by the first letters uses the index, under row level security', async ({
    assert,
  }) => {
    const { municipality, keys } = await registry()
    const plan = await tenancy.run(municipality, async () => {
      await db.rawQuery(
        `INSERT INTO field_values (municipality_id, subject, record_id, field, position, text_key)
         SELECT ?, ?, uuidv7(), ?, 0, md5(n::text) FROM generate_series(1, 20000) AS n`,
        [municipality.id, sample.id, keys.name]
      )
      return keys.name
    })
    await db.connection('owner').rawQuery('ANALYZE field_values')
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        `EXPLAIN SELECT record_id FROM field_values
          WHERE municipality_id = ? AND subject = ? AND field = ? AND text_key >= 'abc' AND text_key < 'abd'`,
        [municipality.id, sample.id, plan]
      )
    )
    assert.match(JSON.stringify(rows), /Index Cond[^}]*text_key >= 'abc'/)
  })
})
