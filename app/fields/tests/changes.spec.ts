import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { archiveField, restoreField } from '../actions/archive_field.js'
import { addField } from '../actions/add_field.js'
import { changeField } from '../actions/change_field.js'
import { moveField } from '../actions/move_field.js'
import { E_FIELD_LABEL_TAKEN, E_FIELDS_CHANGED } from '../errors.js'
import { fieldSetOf } from '../field_set_of.js'
import { added, both, facts, factsOf, ja, sample, setOf } from './support.js'

const change = async (
  municipality: Municipality,
  key: string,
  changes: Parameters<typeof factsOf>[1]
) => {
  const set = await setOf(municipality)
  return tenancy.run(municipality, () =>
    changeField(sample, { version: set.version, key, facts: factsOf(set.find(key)!, changes) })
  )
}

const order = async (municipality: Municipality) =>
  (await setOf(municipality)).definitions.map(({ key }) => key)

test.group('fields/changing [R22] [R57] [R72]', () => {
  test('a municipality that changes nothing has no rows', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    assert.equal(await change(municipality, 'name', {}), 0)
    assert.equal((await setOf(municipality)).version, 0)
    const { rows } = await tenancy.run(municipality, () => db.rawQuery('SELECT 1 FROM field_sets'))
    assert.lengthOf(rows, 0)
  })

  test('each change is a version of its own, with old and new in the audit log', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    await change(municipality, 'name', {
      label: { ja: '受け取る方' },
      use: { public: 'optional', staff: 'required' },
    })
    await change(municipality, 'name', { split: true })
    const set = await setOf(municipality)
    assert.equal(set.version, 2)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT definitions FROM field_sets ORDER BY version')
    )
    assert.deepEqual(rows[0].definitions[0], {
      key: 'name',
      label: { ja: '受け取る方' },
      use: { public: 'optional', staff: 'required' },
    })
    assert.deepEqual(rows[1].definitions[1], { key: 'kana' })
    const [first] = await entriesOf(municipality, 'core.change_field')
    assert.deepEqual(first.detail, {
      field: 'name',
      changes: {
        label: { from: {}, to: { ja: '受け取る方' } },
        publicUse: { from: 'required', to: 'optional' },
        staffUse: { from: 'optional', to: 'required' },
      },
    })
  })

  test('as many fields as wanted are added, each with a key that is never given again', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    const keys = []
    for (let i = 1; i <= 12; i++)
      keys.push(await added(municipality, 'core.text', facts(`追加${i}`)))
    assert.equal(keys.at(-1), 'extra_12')
    const { version } = await setOf(municipality)
    await tenancy.run(municipality, () => archiveField(sample, { version, key: 'extra_12' }))
    assert.equal(await added(municipality, 'core.text', facts('追加12')), 'extra_13')
    await assert.rejects(
      async () =>
        tenancy.run(municipality, async () =>
          restoreField(sample, { version: version + 2, key: 'extra_12' })
        ),
      new E_FIELD_LABEL_TAKEN().message
    )
  })

  test('moves past the neighbour that is seen, and no further than the end', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    const move = async (key: string, direction: 'up' | 'down') => {
      const { version } = await setOf(municipality)
      await tenancy.run(municipality, () => moveField(sample, { version, key, direction }))
    }
    await move('kana', 'up')
    assert.deepEqual((await order(municipality)).slice(0, 3), ['kana', 'name', 'birthday'])
    await move('kana', 'up')
    assert.equal((await setOf(municipality)).version, 1)
    await added(municipality, 'core.text', facts('追加'))
    const { version } = await setOf(municipality)
    await tenancy.run(municipality, () => archiveField(sample, { version, key: 'card' }))
    await move('extra_1', 'up')
    assert.deepEqual((await order(municipality)).slice(-3), ['extra_1', 'email', 'card'])
  })

  test('only what was added or set up beforehand is archived; the subject’s own fields are switched off', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    const archive = (key: string, version: number) =>
      tenancy.run(municipality, () => archiveField(sample, { version, key }))
    await assert.rejects(() => archive('name', 0))
    await archive('card', 0)
    assert.isTrue((await setOf(municipality)).find('card')!.archived)
    await tenancy.run(municipality, () => restoreField(sample, { version: 1, key: 'card' }))
    assert.isFalse((await setOf(municipality)).find('card')!.archived)
  })

  test('two fields cannot have the same name', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    await assert.rejects(
      () => added(municipality, 'core.text', facts('氏名')),
      new E_FIELD_LABEL_TAKEN().message
    )
    await assert.rejects(
      () => change(municipality, 'kana', { label: { ja: '氏名' } }),
      new E_FIELD_LABEL_TAKEN().message
    )
    assert.equal((await setOf(municipality)).version, 0)
  })

  test('of two changes made from the same version one is told, and nothing is lost', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    const results = await Promise.allSettled(
      ['甲', '乙', '丙'].map((label) =>
        tenancy.run(municipality, () =>
          addField(sample, { version: 0, type: 'core.text', facts: facts(label) })
        )
      )
    )
    const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    assert.lengthOf(refused, 2)
    for (const { reason } of refused) assert.instanceOf(reason, E_FIELDS_CHANGED)
    assert.equal((await setOf(municipality)).version, 1)
  })

  test('nothing changes when the transaction fails', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await addField(sample, { version: 0, type: 'core.text', facts: facts('備考') })
        throw new Error('later')
      })
    )
    municipalities.forget()
    assert.equal((await setOf(municipality)).version, 0)
  })

  test('what was in force cannot be changed or deleted afterwards', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    await added(municipality, 'core.text', facts('備考'))
    for (const sql of ['DELETE FROM field_sets', `UPDATE field_sets SET definitions = '[]'`]) {
      await assert.rejects(
        () => tenancy.run(municipality, () => db.rawQuery(sql)),
        /permission denied/
      )
    }
  })
})

test.group('fields/cost', () => {
  test('a page costs one query for its fields after a change, and none from then on', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    await added(municipality, 'core.text', facts('備考', { use: both('required') }))
    const fresh = await municipalities.byId(municipality.id)
    const queriesOf = (work: () => Promise<unknown>) =>
      tenancy.run(municipality, async () => {
        const { trx } = tenancy.current()
        const rawQuery = trx.rawQuery.bind(trx)
        let count = 0
        trx.rawQuery = ((...args: Parameters<typeof rawQuery>) => {
          count += 1
          return rawQuery(...args)
        }) as typeof trx.rawQuery
        await work()
        return count
      })
    const page = async () => {
      const set = await fieldSetOf(sample, fresh)
      set.inputs('public', ja())
      await set.read('public', {}, ja())
    }
    assert.equal(await queriesOf(page), 1)
    assert.equal(await queriesOf(page), 0)
  })
})
