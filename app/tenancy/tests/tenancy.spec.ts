import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Counter, provisionMunicipality, tenancy } from '../main.js'
import { createCounter, createMunicipality } from '#tests/support/municipality'

test.group('tenancy.run', () => {
  test('commits when the work resolves and rolls back when it throws', async ({ assert }) => {
    const municipality = await createMunicipality()
    const { id } = await createCounter(municipality)
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await Counter.query().where('id', id).update({ name: '変更' })
        throw new Error('half-way')
      })
    )
    const counter = await tenancy.run(municipality, () => Counter.findOrFail(id))
    assert.equal(counter.name, '試験窓口')
  })

  test('joins an open scope of the same municipality, refuses another', async ({ assert }) => {
    const [ours, theirs] = [await createMunicipality(), await createMunicipality()]
    await tenancy.run(ours, async () => {
      const outer = tenancy.current()
      await tenancy.run(ours, async () => assert.strictEqual(tenancy.current(), outer))
      await assert.rejects(() => tenancy.run(theirs, async () => {}), /cannot run inside it/)
    })
  })

  test('calls back after the commit, in order, and never when it rolled back', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const heard: string[] = []
    await tenancy.run(municipality, async () => {
      tenancy.afterCommit(async () => {
        const seen = await tenancy.run(municipality, () => Counter.query())
        heard.push(`${seen.length} counters`)
      })
      tenancy.afterCommit(async () => {
        throw new Error('a listener that fails')
      })
      tenancy.afterCommit(async () => void heard.push('and the next one'))
      await Counter.create({ municipalityId: municipality.id, code: 'X', name: '窓口' })
    })
    await tenancy
      .run(municipality, async () => {
        tenancy.afterCommit(async () => void heard.push('never'))
        throw new Error('rolled back')
      })
      .catch(() => {})
    assert.deepEqual(heard, ['1 counters', 'and the next one'])
  })

  test('nested transactions are inside the scope', async ({ assert }) => {
    const municipality = await createMunicipality()
    const { id } = await createCounter(municipality)
    const seen = await tenancy.run(municipality, () =>
      db.transaction(async (trx) => (await trx.from('counters').where('id', id)).length)
    )
    assert.equal(seen, 1)
  })

  test('a municipality with a wrong check digit is not provisioned', async ({ assert }) => {
    await assert.rejects(
      () => provisionMunicipality({ code: '121003', slug: 'wrong', name: '誤', nameKana: 'ゴ' }),
      /check digit/
    )
  })
})
