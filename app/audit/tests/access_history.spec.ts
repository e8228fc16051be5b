import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { administered, day } from '#app/staff/tests/support'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { actionsOf } from '../kinds.js'
import { searchEntries, type AuditFilter } from '../queries/search_entries.js'
import { entriesOf } from './support.js'

const RECORD = { type: 'reservation', id: '0190a1b2-0000-7000-8000-000000000001' }

/** Two people see a record, one changes and one exports; others see another one. */
async function history(municipality: Municipality) {
  const as = (staffLogin: string, action: string, id = RECORD.id) =>
    tenancy.run(municipality, () => audit.record({ action, subject: { type: RECORD.type, id } }), {
      kind: 'staff',
      staffLogin,
      address: '192.0.2.7',
    })
  await as('sato', 'reservation.view')
  await as('suzuki', 'reservation.view')
  await as('sato', 'reservation.change')
  await as('sato', 'reservation.export')
  await as('tanaka', 'reservation.view', '0190a1b2-0000-7000-8000-000000000002')
}

test.group('audit/access history [R45] [R99]', () => {
  test('answers who saw a record between two dates', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    await history(municipality)
    const search = `subject_type=${RECORD.type}&subject_id=${RECORD.id}`
    const page = await visitor.get(
      `${base}/audit?${search}&kind=view&from=${day(-30)}&until=${day(0)}`
    )
    const seenBy = ['sato', 'suzuki', 'tanaka'].filter((login) => page.text.includes(`>${login}<`))
    assert.deepEqual(seenBy, ['sato', 'suzuki'])
    assert.notInclude(page.text, '>予約の変更<')
    const before = await visitor.get(
      `${base}/audit?${search}&kind=view&from=${day(-30)}&until=${day(-1)}`
    )
    assert.include(before.words(), '該当する操作はありません')
  })

  test('tells views, searches, exports and prints from changes', ({ assert }) => {
    assert.includeMembers(actionsOf('view'), ['reservation.view', 'reservation.list', 'staff.view'])
    assert.includeMembers(actionsOf('search'), ['accounts.search'])
    assert.includeMembers(actionsOf('export'), ['reservation.export', 'staff.export_review'])
    assert.includeMembers(actionsOf('other'), ['reservation.cancel', 'staff.sign_in'])
    assert.notInclude(actionsOf('other'), 'reservation.view')
  })

  test('a kind is found through an index, not by reading everything', async ({ assert }) => {
    const { municipality } = await administered({ modules: [] })
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, action, result)
         SELECT ?, now() - n * interval '1 minute', 'system',
                CASE WHEN n % 1000 = 0 THEN 'reservation.export' ELSE 'reservation.hold' END, 'ok'
           FROM generate_series(1, 30000) AS n`,
        [municipality.id]
      )
    )
    await db.connection('owner').rawQuery('ANALYZE audit_entries')
    const filter: AuditFilter = { from: day(-365), until: day(0), kind: 'export' }
    const plan = await tenancy.run(municipality, async () => {
      const ask = db.rawQuery
      let asked: [string, any[]] = ['', []]
      db.rawQuery = ((sql: string, values: any[]) => {
        asked = [sql, values]
        return ask.call(db, sql, values)
      }) as typeof db.rawQuery
      const { entries } = await searchEntries(filter).finally(() => (db.rawQuery = ask))
      assert.lengthOf(entries, 30)
      const { rows } = await db.rawQuery(`EXPLAIN ${asked[0]}`, asked[1])
      return rows.map((row: any) => row['QUERY PLAN']).join('\n')
    })
    assert.match(plan, /audit_entries_by_action/)
  })

  test('comes as a file with every entry found, and the log says how many rows left', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    await history(municipality)
    await tenancy.run(municipality, async () => {
      for (let i = 0; i < 60; i++)
        await audit.record({ action: 'reservation.view', subject: RECORD })
    })
    const search = `subject_type=${RECORD.type}&subject_id=${RECORD.id}&kind=view`
    const page = await visitor.get(`${base}/audit?${search}`)
    const form = page.forms().find(({ action }) => action.endsWith('/export'))!
    const file = await (await visitor.download(form.action, form.fields)).text()
    const lines = file.trim().split('\r\n')
    assert.lengthOf(lines, 63)
    assert.include(lines.at(-1)!, 'sato')
    assert.include(lines[0], '対象の番号')
    const [entry] = await entriesOf(municipality, 'audit.export')
    assert.containsSubset(entry.detail, { subjectId: RECORD.id, kind: 'view', count: 62 })
  })

  test('who may look may not therefore export', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const permissions = await visitor.get(`${base}/members/permissions`)
    const boxes = [...permissions.text.matchAll(/<input [^>]*name=.allowed\[\][^>]*>/g)]
      .map(([box]) => box)
      .filter((box) => /\bchecked\b/.test(box))
      .map((box) => box.match(/value="([^"]*)"/)![1])
      .filter((value) => value !== 'auditor core.export_audit')
    const { action, fields } = permissions
      .forms()
      .find(({ action: to }) => /permissions$/.test(to))!
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    for (const value of boxes) body.append('allowed[]', value)
    assert.equal((await visitor.postForm(action, body)).status, 303)

    const auditor = await createStaff(municipality, 'auditor')
    const session = await signedIn(municipality.slug, auditor)
    const page = await session.get(`${base}/audit`)
    assert.equal(page.status, 200)
    assert.notInclude(page.text, '/audit/export')
    const { _csrf } = page.forms()[0].fields
    const refused = await session.post(`${base}/audit/export`, { _csrf })
    assert.equal(refused.status, 403)
  })

  test('a record’s page leads to its history', async ({ assert }) => {
    const { base, visitor, admin } = await administered()
    const page = await visitor.get(`${base}/members/${admin.id}`)
    const [, link] = page.text.match(/href="([^"]*audit\?subject_type=staff_member[^"]*)"/)!
    const found = await visitor.get(link.replaceAll('&amp;', '&'))
    assert.include(found.words(), '操作者情報の閲覧')
  })
})
