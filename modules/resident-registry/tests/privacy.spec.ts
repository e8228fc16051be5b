import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { erasePerson } from '#app/privacy/actions/erase_person'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { collectPerson } from '#app/privacy/queries/collect_person'
import { createMunicipality } from '#tests/support/municipality'
import { assignLinkCode } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { inTown, rowsOf, store, TARO } from './support.js'

const ja = () => i18nManager.locale('ja')

test.group('resident-registry/one person [開示・消去]', () => {
  test('tells everything there is of somebody by their link code, what pages hide as well', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [taro, other] = await store(municipality, [
      { number: '0001', values: TARO },
      { number: '0002', values: { name: '別の人', kana: 'ベツノヒト' } },
    ])
    const code = await inTown(municipality, async () => {
      const assigned = await assignLinkCode(taro)
      await changeStanding(taro, 'deregister', '転出のため')
      return assigned
    })
    const { sections, keys } = await inTown(municipality, () =>
      collectPerson({ kind: 'link_code', id: code }, ja())
    )
    const said = sections.flatMap(({ rows }) => rows.map(({ value }) => value))
    assert.includeMembers(said, [TARO.name, '0001', '登録抹消', '転出のため', TARO.note])
    assert.notInclude(said, '別の人')
    assert.deepInclude(keys, { kind: 'resident', id: taro })
    assert.notDeepInclude(keys, { kind: 'resident', id: other })
  })

  test('erased, nobody finds or reads them; the code that was issued stays, of nobody', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [taro, other] = await store(municipality, [
      { number: '0001', values: TARO },
      { number: '0002', values: { name: '別の人', kana: 'ベツノヒト' } },
    ])
    const code = await inTown(municipality, () => assignLinkCode(taro))
    await inTown(municipality, () => erasePerson({ kind: 'resident', id: taro }, ja()))

    assert.deepEqual(
      (await rowsOf(municipality, 'residents')).map(({ id }) => id),
      [other]
    )
    assert.lengthOf(await rowsOf(municipality, 'resident_link_codes'), 0)
    const codes = await rowsOf(municipality, 'link_codes')
    assert.deepEqual(
      codes.map((row) => [row.code, row.state, row.revoked_because]),
      [[code, 'revoked', '#resident_deleted']]
    )
  })
})

test.group('resident-registry/retention', () => {
  test('who was deregistered long ago goes; who lately, and who uses the service, stays', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [uses, lately, long] = await store(
      municipality,
      ['1', '2', '3'].map((number) => ({ number, values: TARO }))
    )
    await inTown(municipality, async () => {
      await assignLinkCode(long)
      await changeStanding(lately, 'deregister', '転出')
      await changeStanding(long, 'deregister', '転出')
      await db.rawQuery(
        `UPDATE residents SET state_changed_at = now() - interval '182 days' WHERE id = ?`,
        [long]
      )
    })
    await applyRetention(municipality)
    await applyRetention(municipality)
    assert.sameMembers(
      (await rowsOf(municipality, 'residents')).map(({ id }) => id),
      [uses, lately]
    )
    const [record, ...more] = await rowsOf(municipality, 'deletion_records')
    assert.deepInclude(record, { what: 'resident-registry.deregistered', records: 1 })
    assert.lengthOf(more, 0)
  })
})
