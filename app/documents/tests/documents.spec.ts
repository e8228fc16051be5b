import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import type { RoleId } from '#app/module_kit/main'
import { operationsManifest } from '#app/module_system/operations_manifest'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { finishDocument } from '../actions/end_document.js'
import { orderDocument } from '../actions/order_document.js'
import makeDocument from '../jobs/make_document.js'
import tendDocuments from '../jobs/tend_documents.js'

const PAPER = {
  ...{ title: '試験の帳票', facts: ['令和8年11月'], fileName: 'visits' },
  permission: 'core.view_reports',
}

/** A one-page order, or one whose template cannot be typeset. */
const order = (template = 'lines') => ({
  template: new URL(`./templates/${template}.typ`, import.meta.url),
  data: {
    head: { title: PAPER.title, municipality: '試験町', facts: [], printed: '', missing: '' },
    lines: ['一行'],
  },
})

async function office(role: RoleId = 'system_administrator') {
  const municipality = await createMunicipality()
  const staff = await createStaff(municipality, role)
  const visitor = await signedIn(municipality.slug, staff)
  const base = `/${municipality.slug}/staff/documents`
  const leave = (paper = PAPER, template?: string) =>
    tenancy.run(municipality, () => orderDocument(paper, order(template)), {
      ...{ kind: 'staff', staffId: staff.id, staffLogin: staff.loginId },
    })
  const make = (documentId: string) => makeDocument({ municipalityId: municipality.id, documentId })
  const page = async (query = '') => visitor.get(`${base}${query}`)
  return { municipality, staff, visitor, base, leave, make, page }
}

const rowsOf = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT id, state, pages, order_sealed AS "order", pdf_sealed AS pdf FROM documents ORDER BY created_at`
    )
    return rows
  })

/** As if so much time had gone by. */
const later = (municipality: Municipality, time: string) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `UPDATE documents SET created_at = created_at - interval '${time}', touched_at = touched_at - interval '${time}'`
    )
  )

test.group('documents/handed out', (group) => {
  const [monthly] = operationsManifest.reports
  const { load } = monthly
  group.each.teardown(() => {
    monthly.load = load
  })

  /** Prints the monthly report, with so many lines. */
  async function printed(lines: number) {
    const { municipality, visitor, base, page } = await office()
    const report = {
      columns: ['区分', '件名', '件数'].map((label) => ({ label })),
      rows: Array.from({ length: lines }, (_, i) => ['予約', `予約した件数${i}`, '1,234件']),
    }
    monthly.load = async () => ({ default: async () => report })
    const reports = `/${municipality.slug}/staff/reports/${monthly.id}`
    const began = performance.now()
    const answer = await visitor.submit(await visitor.get(reports), /pdf$/)
    return {
      municipality,
      visitor,
      base,
      page,
      answer,
      seconds: (performance.now() - began) / 1000,
    }
  }

  test('a short report comes at once, and can be opened again', async ({ assert }) => {
    const { answer, visitor, base, page, municipality } = await printed(500)
    assert.match(answer.text, /^%PDF-/)
    const listed = await page()
    assert.include(listed.words(), '月次運用報告')
    const [{ id, pages }] = await rowsOf(municipality)
    assert.isAbove(pages, 5)
    assert.equal((await visitor.get(`${base}/${id}`)).text, answer.text)
  })

  test('a long one is left to a worker, and the list says so', async ({ assert }) => {
    const { answer, visitor, base, municipality } = await printed(5_000)
    assert.equal(answer.location, base)
    assert.include((await visitor.get(base)).words(), 'ページ数が多いため')
    const [{ id }] = await rowsOf(municipality)
    await makeDocument({ municipalityId: municipality.id, documentId: id })
    const [{ state, pages }] = await rowsOf(municipality)
    assert.deepEqual([state, pages > 50], ['done', true])
  })
})

test.group('documents/listed [R10]', () => {
  test('what a worker makes waits in the list, is made once and opened again', async ({
    assert,
  }) => {
    const { municipality, visitor, base, leave, make, page } = await office()
    assert.include((await page()).words(), '印刷物はありません')
    const id = await leave()
    const waiting = await page()
    assert.include(waiting.words(), '順番待ち')
    assert.include(waiting.text, 'up-poll')
    await Promise.all([make(id), make(id)])
    const done = await page()
    assert.include(done.words(), 'できました')
    assert.notInclude(done.text, 'up-poll')
    const [row] = await rowsOf(municipality)
    assert.deepEqual([row.state, row.pages, row.order], ['done', 1, null])
    assert.notMatch(row.pdf, /%PDF/)

    const file = await fetch(new URL(`${base}/${id}`, visitor.baseUrl), { redirect: 'manual' })
    assert.equal(file.status, 302, 'nobody who is not signed in')
    const opened = await visitor.get(`${base}/${id}`)
    assert.equal(opened.headers.get('content-type'), 'application/pdf')
    assert.equal(opened.headers.get('cache-control'), 'no-store')
    assert.match(opened.text, /^%PDF-/)
    const [entry] = await entriesOf(municipality, 'document.print_again')
    assert.equal(entry.subject_id, id)
    assert.equal(entry.detail.pages, 1)
  })

  test('cancelled, it is not made; what has ended cannot be cancelled', async ({ assert }) => {
    const { municipality, visitor, leave, make, page } = await office()
    const id = await leave()
    const before = await page()
    await visitor.submit(before, /cancel$/)
    await make(id)
    assert.equal((await rowsOf(municipality))[0].state, 'cancelled')
    assert.lengthOf(await entriesOf(municipality, 'document.cancel'), 1)
    const again = await visitor.submit(before, /cancel$/)
    assert.include((await visitor.get(again.location)).words(), 'すでに終わっていた')
  })

  test('cancelled while it is made, it is not kept', async ({ assert }) => {
    const { municipality, visitor, leave, page } = await office()
    const id = await leave()
    await visitor.submit(await page(), /cancel$/)
    const made = { pdf: Buffer.from('%PDF-'), pages: 1, missing: [], notes: [] }
    assert.isFalse(await tenancy.run(municipality, () => finishDocument(id, made)))
    const [row] = await rowsOf(municipality)
    assert.deepEqual([row.state, row.pdf], ['cancelled', null])
  })

  test('what cannot be typeset has failed and says so', async ({ assert }) => {
    const { municipality, leave, make, page } = await office()
    await make(await leave(PAPER, 'network'))
    assert.include((await page()).words(), '作成できませんでした')
    assert.equal((await rowsOf(municipality))[0].order, null)
  })

  test('whoever was killed is missed: a worker’s document is made, one made at once has failed', async ({
    assert,
  }) => {
    const { municipality, staff, leave } = await office()
    await leave()
    await tenancy.run(municipality, async () => {
      await db.rawQuery(`UPDATE documents SET state = 'making'`)
      await db.rawQuery(
        `INSERT INTO documents (municipality_id, title, facts, file_name, permission, state, made_by, created_at)
         VALUES (?, '当日一覧', '{}', 'x', 'reservation.view', 'making', ?, now() + interval '1 second')`,
        [municipality.id, staff.id]
      )
    })
    const tend = () => tendDocuments({ municipalityId: municipality.id })
    const states = async () => (await rowsOf(municipality)).map(({ state }: any) => state)
    await tend()
    assert.deepEqual(await states(), ['making', 'making'], 'somebody may be at them')
    await later(municipality, '2 minutes')
    await tend()
    assert.deepEqual(await states(), ['done', 'failed'])
  })

  test('one sees one’s own, what one may, and all with the permission for it', async ({
    assert,
  }) => {
    const { municipality, leave, make, page, visitor, base } = await office('counter_manager')
    const mine = await leave()
    await make(mine)
    const hidden = await leave({
      ...PAPER,
      title: '見られない帳票',
      permission: 'core.manage_staff',
    })
    await make(hidden)
    assert.include((await page()).words(), PAPER.title)
    assert.notInclude((await page()).words(), '見られない帳票')
    assert.equal((await visitor.get(`${base}/${hidden}`)).status, 404)

    const see = async (role: RoleId, counterIds?: string[]) => {
      const other = await signedIn(
        municipality.slug,
        await createStaff(municipality, role, { counterIds })
      )
      const listed = (await other.get(base)).words().includes(PAPER.title)
      return [listed, (await other.get(`${base}/${mine}`)).status]
    }
    assert.deepEqual(await see('counter_manager'), [false, 404])
    assert.deepEqual(await see('system_administrator'), [true, 200])
    const counter = await createCounter(municipality)
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO role_permissions (municipality_id, role, permission, allowed)
         SELECT ?, role, 'core.view_all_documents', true
           FROM unnest(ARRAY['counter_manager', 'counter_clerk']) AS role`,
        [municipality.id]
      )
    )
    assert.deepEqual(await see('counter_manager'), [true, 200])
    assert.deepEqual(await see('counter_clerk', [counter.id]), [false, 404])
  })

  test('is narrowed down and goes on page by page', async ({ assert }) => {
    const { municipality, staff, page } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO documents (municipality_id, title, facts, file_name, permission, state, made_by, created_at, ended_at)
         SELECT ?, '帳票' || lpad(n::text, 3, '0'), '{}', 'x', 'core.view_reports',
                CASE WHEN n = 1 THEN 'failed' ELSE 'cancelled' END, ?,
                now() - make_interval(mins => n), now()
           FROM generate_series(1, 60) AS n`,
        [municipality.id, staff.id]
      )
    )
    const first = await page()
    assert.include(first.words(), '帳票050')
    assert.notInclude(first.words(), '帳票051')
    const [, older] = /href="[^"?]*(\?before=[^"]+)" rel="next"/.exec(first.text)!
    const second = await page(older)
    assert.include(second.words(), '帳票051')
    assert.notInclude(second.words(), '帳票050')
    assert.include((await page('?state=done')).words(), '印刷物はありません')
    assert.equal((await page('?state=x&before=yesterday')).status, 200)
  })

  test('a file goes when its days are over, and that is recorded', async ({ assert }) => {
    const { municipality, base, visitor, leave, make, page } = await office()
    const id = await leave()
    await make(id)
    await later(municipality, '7 days')
    await applyRetention(municipality)
    assert.lengthOf(await rowsOf(municipality), 1)
    assert.equal((await visitor.get(`${base}/${id}`)).status, 200)
    await later(municipality, '1 day')
    assert.equal((await visitor.get(`${base}/${id}`)).status, 404, 'before it is deleted')
    assert.notInclude((await page()).text, `${base}/${id}`)
    await applyRetention(municipality)
    assert.lengthOf(await rowsOf(municipality), 0)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(`SELECT records FROM deletion_records WHERE what = 'core.documents'`)
    )
    assert.deepEqual(rows, [{ records: 1 }])
  })
})
