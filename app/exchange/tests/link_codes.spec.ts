import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import {
  E_LINK_CODE_NOT_ACTIVE,
  findLinkCode,
  formatReadableCode,
  issueLinkCodes,
  reissueLinkCode,
  revokeLinkCode,
} from '../main.js'

test.group('link codes [R79]', () => {
  test('ten thousand at once are all different, stored, and one entry of the log', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const staff = await createStaff(municipality, 'counter_manager')
    const { runId, codes } = await tenancy.run(municipality, () => issueLinkCodes(10_000), {
      kind: 'staff',
      staffId: staff.id,
      staffLogin: staff.loginId,
    })
    assert.equal(new Set(codes).size, 10_000)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        'SELECT count(*)::int AS n, count(DISTINCT run_id)::int AS runs, count(issued_by)::int AS by FROM link_codes'
      )
    )
    assert.deepEqual(rows, [{ n: 10_000, runs: 1, by: 10_000 }])
    const entries = await entriesOf(municipality, 'link_codes.issue')
    assert.deepEqual(
      entries.map(({ subject_id, detail }) => [subject_id, detail.count]),
      [[runId, 10_000]]
    )
  })

  test('is found however it is typed, and only where it was issued', async ({ assert }) => {
    const [ours, theirs] = [await createMunicipality(), await createMunicipality()]
    const { codes } = await tenancy.run(ours, () => issueLinkCodes(1))
    const find = (town: { id: number }, typed: string) =>
      tenancy.run(town, () => findLinkCode(typed))
    for (const typed of [codes[0], formatReadableCode(codes[0]).toLowerCase(), ` ${codes[0]} `]) {
      assert.equal((await find(ours, typed))?.code, codes[0], typed)
    }
    assert.isUndefined(await find(theirs, codes[0]))
    for (const typed of ['', 'ABCD-EFGH-JKLM', '0000-0000-0000', "'; --"]) {
      assert.isUndefined(await find(ours, typed), typed)
    }
  })

  test('a revoked code says so and why, and is revoked once', async ({ assert }) => {
    const municipality = await createMunicipality()
    const { codes } = await tenancy.run(municipality, () => issueLinkCodes(1))
    await tenancy.run(municipality, () => revokeLinkCode(codes[0], '宛所なし'))
    const found = await tenancy.run(municipality, () => findLinkCode(codes[0]))
    assert.equal(found?.state, 'revoked')
    assert.equal(found?.revokedBecause, '宛所なし')
    await assert.rejects(
      () => tenancy.run(municipality, () => revokeLinkCode(codes[0], '二度目')),
      E_LINK_CODE_NOT_ACTIVE
    )
    const entries = await entriesOf(municipality, 'link_codes.revoke')
    assert.deepEqual(
      entries.map(({ subject_id, detail }) => [subject_id, detail.reason]),
      [[codes[0], '#written']],
      'the log, which nobody can shorten, has none of the words'
    )
  })

  test('the words of why it was stopped end after their days; that it was, and a code, stay', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const { codes } = await tenancy.run(municipality, () => issueLinkCodes(3))
    await tenancy.run(municipality, async () => {
      await revokeLinkCode(codes[0], '甥の高崎二郎が持ち去った')
      await reissueLinkCode(codes[1], '書類の紛失')
      await revokeLinkCode(codes[2], '#lost')
      await db.rawQuery(
        `UPDATE link_codes SET revoked_at = now() - interval '367 days'
          WHERE state = 'revoked' AND code <> ?`,
        [codes[1]]
      )
    })
    await applyRetention(municipality)
    await applyRetention(municipality)
    const found = await tenancy.run(municipality, async () => {
      const because: (string | null | undefined)[] = []
      for (const code of codes) because.push((await findLinkCode(code))?.revokedBecause)
      return because
    })
    assert.deepEqual(found, ['#erased', '書類の紛失', '#lost'])
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT what, records FROM deletion_records')
    )
    assert.deepEqual(rows, [{ what: 'core.code_reasons', records: 1 }])
    assert.notInclude(JSON.stringify(await entriesOf(municipality)), '二郎')
  })

  test('re-issuing stops the old code and leads from one to the other', async ({ assert }) => {
    const municipality = await createMunicipality()
    const { codes } = await tenancy.run(municipality, () => issueLinkCodes(1))
    const fresh = await tenancy.run(municipality, () => reissueLinkCode(codes[0], '紛失'))
    const [old, next] = await tenancy.run(municipality, async () => [
      await findLinkCode(codes[0]),
      await findLinkCode(fresh),
    ])
    assert.deepEqual([old?.state, old?.replacedBy], ['revoked', fresh])
    assert.deepEqual([next?.state, next?.replaces], ['active', codes[0]])
  })

  test('of two who re-issue the same code at once one is refused', async ({ assert }) => {
    const municipality = await createMunicipality()
    const { codes } = await tenancy.run(municipality, () => issueLinkCodes(1))
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => tenancy.run(municipality, () => reissueLinkCode(codes[0], '紛失')))
    )
    assert.sameMembers(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery("SELECT count(*)::int AS n FROM link_codes WHERE state = 'active'")
    )
    assert.equal(rows[0].n, 1)
  })

  test('two municipalities may happen to have the same code; one has it once', async ({
    assert,
  }) => {
    const [ours, theirs] = [await createMunicipality(), await createMunicipality()]
    const { codes } = await tenancy.run(ours, () => issueLinkCodes(1))
    const copy = (town: { id: number }) =>
      tenancy.run(town, () =>
        db.rawQuery('INSERT INTO link_codes (municipality_id, code, run_id) VALUES (?, ?, ?)', [
          town.id,
          codes[0],
          '00000000-0000-4000-8000-000000000000',
        ])
      )
    await copy(theirs)
    await assert.rejects(() => copy(ours), /link_codes_pkey/)
  })

  test('the application cannot delete one, so none is ever given twice', async ({ assert }) => {
    const municipality = await createMunicipality()
    await tenancy.run(municipality, () => issueLinkCodes(1))
    await assert.rejects(
      () => tenancy.run(municipality, () => db.rawQuery('DELETE FROM link_codes')),
      /permission denied/
    )
  })
})
