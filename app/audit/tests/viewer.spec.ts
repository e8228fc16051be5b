import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { searchEntries, type AuditFilter } from '../queries/search_entries.js'
import { entriesOf } from './support.js'

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10)

async function fill(municipality: Municipality, count: number) {
  await tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, staff_login, action, subject_type, subject_id, result)
       SELECT ?, now() - n * interval '10 seconds', 'staff', 'clerk' || n % 20,
              (ARRAY['reservation.view', 'reservation.hold', 'staff.sign_in', 'mail.view'])
                [CASE WHEN n % 5000 = 0 THEN 4 WHEN n % 100 = 0 THEN 3 ELSE 1 + n % 2 END],
              'reservation', 'subject ' || n, CASE WHEN n % 3000 = 0 THEN 'denied' ELSE 'ok' END
         FROM generate_series(1, ?) AS n`,
      [municipality.id, count]
    )
  )
}

test.group('audit/viewer [R45]', () => {
  test('shows who did what, newest first, and that it was looked at', async ({ assert }) => {
    const municipality = await createMunicipality()
    const auditor = await createStaff(municipality, 'auditor')
    const visitor = await signedIn(municipality.slug, auditor)
    const page = await visitor.get(`/${municipality.slug}/staff/audit?result=ok&area=staff`)
    assert.equal(page.status, 200)
    assert.include(page.words(), 'サインイン')
    assert.include(page.words(), auditor.loginId)
    assert.isBelow(page.text.lastIndexOf('>サインイン<'), page.text.indexOf('操作者の登録'))

    const [looked] = await entriesOf(municipality, 'audit.view')
    assert.containsSubset(looked.detail, { area: 'staff', result: 'ok' })
    assert.equal(looked.staff_login, auditor.loginId)
  })

  test('finds by period, person, action, subject and result', async ({ assert }) => {
    const municipality = await createMunicipality()
    await fill(municipality, 6000)
    const find = (filter: Partial<AuditFilter>) =>
      tenancy.run(municipality, () => searchEntries({ from: day(6), until: day(0), ...filter }))
    assert.isTrue((await find({ login: 'clerk3' })).entries.every((e) => e.staffLogin === 'clerk3'))
    assert.lengthOf((await find({ login: 'clerk' })).entries, 0)
    assert.lengthOf((await find({ area: 'mail' })).entries, 1)
    assert.lengthOf((await find({ result: 'denied' })).entries, 2)
    const { entries } = await find({ subjectType: 'reservation', subjectId: 'subject 42' })
    assert.lengthOf(entries, 1)
    assert.lengthOf((await find({ from: day(400), until: day(300) })).entries, 0)
  })

  test('pages through everything once, without gap or repetition', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    /** Same instant for all: only the number tells them apart. */
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO audit_entries (municipality_id, recorded_at, actor_kind, action, result)
         SELECT ?, date_trunc('second', now()), 'system', 'test.page', 'ok' FROM generate_series(1, 120)`,
        [municipality.id]
      )
    )
    const seen: string[] = []
    for (let before: string | null | undefined; before !== null;) {
      const page = await tenancy.run(municipality, () =>
        searchEntries({ from: day(1), until: day(0), before })
      )
      seen.push(...page.entries.map(({ seq }) => seq))
      before = page.next
    }
    assert.lengthOf(seen, 120)
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => Number(b) - Number(a))
    )
  })

  test('no filter reads the whole of 100,000 entries', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    await fill(municipality, 100_000)
    await db.connection('owner').rawQuery('ANALYZE audit_entries')
    const year = { from: day(365), until: day(0) }
    const filters: AuditFilter[] = [
      { from: day(6), until: day(0) },
      year,
      { ...year, login: 'clerk3' },
      { ...year, login: 'nobody' },
      { ...year, area: 'mail' },
      { ...year, area: 'reservation' },
      { ...year, area: 'nothing' },
      { ...year, result: 'denied' },
      { ...year, result: 'failed' },
      { ...year, subjectType: 'reservation', subjectId: 'subject 4711' },
      { ...year, subjectId: 'subject 4711' },
    ]
    for (const filter of filters) {
      const plan = await tenancy.run(municipality, async () => {
        const asked: [string, any[]][] = []
        const ask = db.rawQuery
        db.rawQuery = ((sql: string, values: any[]) => {
          asked.push([sql, values])
          return ask.call(db, sql, values)
        }) as typeof db.rawQuery
        await searchEntries(filter).finally(() => (db.rawQuery = ask))
        const { rows } = await db.rawQuery(`EXPLAIN ${asked[0][0]}`, asked[0][1])
        return rows.map((row: any) => row['QUERY PLAN']).join('\n')
      })
      assert.notMatch(plan, /Seq Scan/, JSON.stringify(filter))
      assert.match(plan, /Index Scan/)
    }
  }).timeout(60_000)

  test('a wrong date is refused with a sentence', async ({ assert }) => {
    const municipality = await createMunicipality()
    const visitor = await signedIn(municipality.slug, await createStaff(municipality, 'auditor'))
    const page = await visitor.get(
      `/${municipality.slug}/staff/audit?from=2026-11-23&until=2026-11-01`
    )
    assert.equal(page.status, 422)
    assert.include(page.words(), '期間（最終日）が開始日より前になっています。')
  })

  test('shows the state of the seals', async ({ assert }) => {
    const municipality = await createMunicipality()
    const visitor = await signedIn(municipality.slug, await createStaff(municipality, 'auditor'))
    await tenancy.run(municipality, () => audit.sealEntries())
    const page = await visitor.get(`/${municipality.slug}/staff/audit`)
    assert.include(page.words(), '第1ブロック')
  })
})
