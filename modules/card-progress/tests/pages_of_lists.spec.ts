import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { recordEvents } from '../actions/record_events.js'
import { makeCards, office } from './support.js'

const COUNT = 51

test.group('card-progress/lists go on to the next page', () => {
  test('disposals, bulk runs, mailings and cards on their way, all of them however many', async ({
    assert,
  }) => {
    const { municipality, main, branch, staff, visitor, base } = await office()
    for (const [path, none] of [
      ['disposals', '廃棄の申請はありません'],
      ['bulk', 'まだ一括登録はありません'],
      ['mailings', 'まだ発送はありません'],
      ['transfers', '移送中のカードはありません'],
    ]) {
      assert.include((await visitor.get(`${base}/${path}`)).words(), none)
    }
    const cards = await makeCards(municipality, main.id, COUNT)
    const ids = cards.map(({ id }) => id)
    await tenancy.run(municipality, async () => {
      const all = { counterIds: null }
      await recordEvents(ids, { code: 'ARRIVE' }, all)
      await recordEvents(ids, { code: 'STORE', variant: 'sent', toCounterId: branch.id }, all)
      const bindings = { municipality: municipality.id, staff: staff.id, count: COUNT }
      for (const sql of [
        `INSERT INTO disposals (municipality_id, method, planned_on, proposed_by)
         SELECT :municipality, '#shredded', '2026-11-25', :staff FROM generate_series(1, :count::int)`,
        `INSERT INTO bulk_actions (municipality_id, id, code, facts, total, created_by)
         SELECT :municipality, uuidv7(), 'ARRIVE', '{"facts": {"code": "ARRIVE"}}', 1, :staff
           FROM generate_series(1, :count::int)`,
        `INSERT INTO mailings (municipality_id, kind, posted_on, deadline, created_by)
         SELECT :municipality, 'first', date '2026-01-01' + n, '2027-01-01', :staff
           FROM generate_series(1, :count::int) AS n`,
      ]) {
        await db.rawQuery(sql, bindings)
      }
    })
    const linesOf = async (path: string) => {
      const [, body] = /<tbody>([\s\S]*?)<\/tbody>/.exec((await visitor.get(path)).text)!
      return body.match(/<tr\b/g)!.length
    }
    for (const path of ['disposals', 'bulk', 'mailings', 'transfers']) {
      assert.equal(await linesOf(`${base}/${path}`), 50, path)
      assert.equal(await linesOf(`${base}/${path}?page=2`), 1, path)
      assert.equal(await linesOf(`${base}/${path}?page=9`), 1, `${path}: one beyond the last`)
    }
  })

  test('a mailing too old for the list of choices is chosen from the list of all', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const oldest = randomUUID()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO mailings (municipality_id, id, kind, posted_on, deadline)
         SELECT :municipality, CASE n WHEN 1 THEN :oldest::uuid ELSE uuidv7() END, 'first',
                date '2026-01-01' + n, '2027-01-01'
           FROM generate_series(1, 51) AS n`,
        { municipality: municipality.id, oldest }
      )
    )
    assert.notInclude((await visitor.get(`${base}/bulk`)).text, oldest)
    const last = await visitor.get(`${base}/mailings?page=2`)
    assert.include(last.text, `/bulk?mailing=${oldest}`)
    const chosen = await visitor.get(`${base}/bulk?mailing=${oldest}`)
    assert.match(chosen.text, new RegExp(`<option value="${oldest}" selected`))
    assert.match(chosen.text, /<input[^>]*value="mailing"[^>]*checked/)
    assert.equal((await visitor.get(`${base}/bulk?mailing=nothing`)).status, 200)
  })
})
