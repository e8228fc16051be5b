import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { disclosePerson } from '#app/privacy/actions/disclose_person'
import { erasePerson } from '#app/privacy/actions/erase_person'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { collectPerson } from '#app/privacy/queries/collect_person'
import { reasonsAgainst } from '#app/privacy/queries/reasons_against'
import { municipalities } from '#app/tenancy/main'
import type { PersonKey } from '@madoguchi/module-kit'
import { createMunicipality } from '#tests/support/municipality'
import { assignLinkCode, reassignLinkCode } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { check, csv, LINES, send, write } from './import_support.js'
import { inTown, office, rowsOf, store, TARO } from './support.js'

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

  test('begun at a link code, it is on the resident’s own list of who saw them', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [taro] = await store(municipality, [{ number: '0001', values: TARO }])
    const code = await inTown(municipality, () => assignLinkCode(taro))
    await inTown(municipality, () => disclosePerson('view', { kind: 'link_code', id: code }, ja()))
    const seen = await entriesOf(municipality, 'person.view')
    assert.sameMembers(
      seen.map(({ subject_id: id }) => id),
      [code, taro]
    )
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

test.group('resident-registry/why a link code was stopped [開示・消去]', () => {
  test('is told to whom it is about, stands in the way of holding none, and goes with them', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    const person = { kind: 'resident', id }
    const code = await inTown(municipality, async () => {
      const first = await assignLinkCode(id)
      await reassignLinkCode(id, '甥の高崎二郎が持ち去った')
      return first
    })
    const said = async (key: PersonKey) => {
      const { sections } = await inTown(municipality, () => collectPerson(key, ja()))
      return sections.flatMap(({ rows }) => rows.map(({ value }) => value))
    }
    const against = async () =>
      (
        await inTown(municipality, async () =>
          reasonsAgainst(await municipalities.byId(municipality.id), ja())
        )
      ).join()
    assert.include(await said(person), '甥の高崎二郎が持ち去った')
    assert.include(await against(), '停止した理由が文章で書かれたリンク番号が1件')
    await inTown(municipality, () => erasePerson(person, ja()))
    assert.notInclude(await against(), '停止した理由')
    const kept = await said({ kind: 'link_code', id: code })
    assert.includeMembers(kept, ['停止', '消去済み'])
    assert.notInclude(kept.join(), '二郎')
    assert.notInclude(JSON.stringify(await rowsOf(municipality, 'link_codes')), '二郎')
  })
})

test.group('resident-registry/erasing while a file is taken in', () => {
  test('has to wait, as the file could register them anew; once it has ended it goes on', async ({
    assert,
  }) => {
    const here = await office()
    const { municipality } = here
    const [taro] = await store(municipality, [{ number: '0001', values: TARO }])
    const erase = () =>
      inTown(municipality, () => erasePerson({ kind: 'resident', id: taro }, ja()))
    const refused = async () =>
      erase().then(
        () => 'erased',
        ({ hindrances }: { hindrances: string[] }) => hindrances.join()
      )
    const { location } = await send(here, csv(...LINES))
    assert.include(await refused(), '終わっていない住民の取り込み')
    await here.visitor.submit(await here.visitor.get(location), /cancel$/)
    const { address } = await check(here, csv(...LINES))
    assert.include(await refused(), '終わっていない住民の取り込み')
    assert.lengthOf(await rowsOf(municipality, 'residents'), 1)
    await write(here, address, 'none')
    assert.equal(await refused(), 'erased')
    assert.notInclude(
      (await rowsOf(municipality, 'residents')).map(({ number }) => number),
      '0001'
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

  test('an import that ended goes with its mistakes; one that goes on, and a late one, stay', async ({
    assert,
  }) => {
    const here = await office()
    const { municipality } = here
    const wrong = LINES[0].replace('0001', '')
    const imports = []
    for (const line of [wrong, wrong, LINES[1]]) imports.push(await check(here, csv(line)))
    const [old, late, open] = imports.map(({ address }) => address.split('/').at(-1)!)
    for (const { address } of imports.slice(0, 2)) {
      await here.visitor.submit(await here.visitor.get(address), /cancel$/)
    }
    await inTown(municipality, async () => {
      await db.rawQuery(
        `UPDATE resident_imports SET created_at = now() - interval '500 days' WHERE id <> ?`,
        [late]
      )
      await db.rawQuery(
        `UPDATE resident_imports SET ended_at = now() - interval '367 days' WHERE id = ?`,
        [old]
      )
    })
    await applyRetention(municipality)
    await applyRetention(municipality)
    const idsIn = async (table: string, column: string) =>
      (await rowsOf(municipality, table)).map((row) => row[column])
    assert.sameMembers(await idsIn('resident_imports', 'id'), [late, open])
    assert.deepEqual(await idsIn('resident_import_mistakes', 'import_id'), [late])
    const [record, ...more] = await rowsOf(municipality, 'deletion_records')
    assert.deepInclude(record, { what: 'resident-registry.imports', records: 1 })
    assert.lengthOf(more, 0)
  })
})
