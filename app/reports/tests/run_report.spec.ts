import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import type { ReportDeclaration } from '#app/module_kit/main'
import { SYSTEM_ACTOR, tenancy } from '#app/tenancy/main'
import { createMunicipality } from '#tests/support/municipality'
import { runReport } from '../actions/run_report.js'
import { E_REPORT_TOO_SLOW } from '../errors.js'

const declared = (load: () => Promise<void>): ReportDeclaration => ({
  ...{ id: 'core.test', label: 'core.test', permission: 'core.view_reports', period: 'day' },
  load: async () => ({
    default: async () => {
      await load()
      return { columns: [{ label: '窓口' }], rows: [['本庁'], ['駅前']] }
    },
  }),
})

async function run(load: () => Promise<void>) {
  const municipality = await createMunicipality()
  const filter = { from: '2026-11-24', until: '2026-11-24', counter: null, counterIds: null }
  const report = runReport('print', {
    ...{ municipality, filter, declaration: declared(load), actor: SYSTEM_ACTOR },
    i18n: i18nManager.locale('ja'),
  })
  const noted = async () =>
    tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(
        `SELECT subject_id, detail FROM audit_entries WHERE action = 'report.print'`
      )
      return rows
    })
  return { report, noted }
}

test.group('reports/run report', () => {
  test('notes what was asked and how many lines it had, not what is in them [R45]', async ({
    assert,
  }) => {
    const { report, noted } = await run(async () => {})
    assert.lengthOf((await report).rows, 2)
    assert.deepEqual(await noted(), [
      {
        subject_id: 'core.test',
        detail: { from: '2026-11-24', until: '2026-11-24', counter: null, count: 2 },
      },
    ])
  })

  test('a statement has a limit of time', async ({ assert }) => {
    const { report } = await run(async () => {
      const { rows } = await db.rawQuery('SHOW statement_timeout')
      assert.equal(rows[0].statement_timeout, '10s')
    })
    await report
  })

  test('one that passes it is told apart from a mistake, and nothing is noted', async ({
    assert,
  }) => {
    const { report, noted } = await run(async () => {
      await db.rawQuery(`SET LOCAL statement_timeout = '50ms'`)
      await db.rawQuery('SELECT pg_sleep(5)')
    })
    const error = await report.catch((thrown: unknown) => thrown)
    assert.instanceOf(error, E_REPORT_TOO_SLOW)
    assert.isEmpty(await noted())
  })
})
