import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import sealAuditLog from '#app/audit/jobs/seal_audit_log'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { entriesOf, tamper } from './support.js'

const verify = (municipality: { id: number }) =>
  tenancy.run(municipality, () => audit.verifySeals())
const seal = (municipality: { id: number }) => tenancy.run(municipality, () => audit.sealEntries())
const write = (municipality: { id: number }, action = 'test.write') =>
  tenancy.run(municipality, () => audit.record({ action }))

/** A municipality with three sealed blocks of two entries each. */
async function sealedTown() {
  const municipality = await createMunicipality({ modules: [] })
  for (let block = 0; block < 3; block++) {
    await write(municipality)
    await write(municipality)
    await seal(municipality)
  }
  return municipality
}

test.group('audit/seal [R45] [R91]', () => {
  test('covers every entry, in blocks that follow each other', async ({ assert }) => {
    const municipality = await sealedTown()
    await write(municipality)
    assert.deepEqual(await verify(municipality), {
      blocks: 3,
      entries: 6,
      unsealed: 1,
      broken: null,
    })
    assert.equal(await seal(municipality), 1)
    assert.equal(await seal(municipality), 0)
  })

  test('an entry that commits late, with a number lower than sealed ones, is sealed next', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    let commit!: () => void
    let written!: () => void
    const wait = new Promise<void>((resolve) => (commit = resolve))
    const isWritten = new Promise<void>((resolve) => (written = resolve))
    const late = tenancy.run(municipality, async () => {
      await audit.record({ action: 'test.late' })
      written()
      await wait
    })
    await isWritten
    await write(municipality, 'test.early')
    assert.equal(await seal(municipality), 1)
    commit()
    await late

    const [first, second] = await entriesOf(municipality)
    assert.deepEqual([first.action, second.action], ['test.late', 'test.early'])
    assert.equal(await seal(municipality), 1)
    assert.deepEqual(await verify(municipality), {
      blocks: 2,
      entries: 2,
      unsealed: 0,
      broken: null,
    })
  })

  test('what gathered while sealing stood still for days is all sealed, over several blocks', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, action, result)
         SELECT ?, now() - interval '5 days' + interval '1 day' * n / 3000, 'system', 'test.backlog', 'ok'
           FROM generate_series(1, 12000) AS n`,
        [municipality.id]
      )
    )
    await sealAuditLog({ municipalityId: municipality.id })
    const report = await verify(municipality)
    assert.containsSubset(report, { blocks: 3, entries: 12_000, unsealed: 0, broken: null })
  })

  test('says how far it has come', async ({ assert }) => {
    const municipality = await sealedTown()
    await write(municipality)
    const state = await tenancy.run(municipality, () => audit.sealState())
    assert.containsSubset(state, { block: 3, unsealed: 1 })
    assert.isNotNull(state.sealedAt)
  })
})

test.group('audit/verify [R45]', () => {
  for (const [what, sql, reason] of [
    [
      'a changed entry',
      `UPDATE audit_entries SET action = 'test.forged' WHERE seq = (SELECT seq FROM audit_entries ORDER BY seq OFFSET 2 LIMIT 1)`,
      /changed after it was sealed/,
    ],
    [
      'a changed detail',
      `UPDATE audit_entries SET detail = '{"n":1}' WHERE seq = (SELECT seq FROM audit_entries ORDER BY seq OFFSET 2 LIMIT 1)`,
      /changed after it was sealed/,
    ],
    [
      'a removed entry',
      `DELETE FROM audit_entries WHERE seq = (SELECT seq FROM audit_entries ORDER BY seq OFFSET 3 LIMIT 1)`,
      /2 entries were sealed, 1 are there/,
    ],
  ] as [string, string, RegExp][]) {
    test(`finds ${what} and names its block`, async ({ assert }) => {
      const municipality = await sealedTown()
      await tamper(municipality, sql)
      const { blocks, broken } = await verify(municipality)
      assert.equal(blocks, 1)
      assert.equal(broken?.block, 2)
      assert.match(broken!.reason, reason)
    })
  }

  test('finds a removed block and names it', async ({ assert }) => {
    const municipality = await sealedTown()
    await tamper(municipality, 'DELETE FROM audit_blocks WHERE block = 2')
    const { broken } = await verify(municipality)
    assert.deepEqual(broken, { block: 3, reason: 'block 2 is missing' })
  })

  test('finds a block that was made anew after a change', async ({ assert }) => {
    const municipality = await sealedTown()
    await tamper(
      municipality,
      `UPDATE audit_blocks SET hash = decode(repeat('00', 32), 'hex') WHERE block = 1`
    )
    assert.equal((await verify(municipality)).broken?.block, 1)
  })
})

test.group('audit/append-only [R91]', () => {
  for (const sql of [
    `UPDATE audit_entries SET action = 'x'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    `UPDATE audit_blocks SET entry_count = 1`,
    'DELETE FROM audit_blocks',
    'TRUNCATE audit_blocks',
  ]) {
    test(`the app role is refused: ${sql}`, async ({ assert }) => {
      const municipality = await sealedTown()
      await assert.rejects(
        () => tenancy.run(municipality, () => db.rawQuery(sql)),
        /permission denied/
      )
    })
  }

  test('the owner of the table is refused by the trigger', async ({ assert }) => {
    const municipality = await sealedTown()
    for (const sql of [`UPDATE audit_entries SET action = 'x'`, 'DELETE FROM audit_blocks']) {
      await assert.rejects(
        () =>
          db.connection('owner').transaction(async (trx) => {
            await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [
              String(municipality.id),
            ])
            await trx.rawQuery(sql)
          }),
        /append-only/
      )
    }
    assert.isNull((await verify(municipality)).broken)
  })
})
