import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import iconv from 'iconv-lite'
import { DateTime } from 'luxon'
import { formatReadableCode } from '#app/exchange/main'
import { inTokyo, missingInCp932, today } from '#app/ui/main'
import cardProgress from '../module.js'
import type { Visitor } from '#tests/support/browserless'
import { cancelEvent } from '../actions/cancel_event.js'
import { exportLines } from '../actions/export_cases.js'
import { reissueCase } from '../actions/reissue_case.js'
import { saveRules } from '../actions/save_rules.js'
import { tenancy } from '#app/tenancy/main'
import { cardRow, eventRows, makeCards, office, recordAll } from './support.js'
import db from '@adonisjs/lucid/services/db'

/** One card's line of the file, by the names of its columns. */
async function lineOf(visitor: Visitor, base: string, code: string) {
  const { _csrf } = (await visitor.get(`${base}/cards`))
    .forms()
    .find(({ action }) => action.endsWith('/export'))!.fields
  const file = await visitor.download(`${base}/cards/export`, { _csrf, encoding: 'utf8', code })
  const [names, values] = (await file.text())
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

test.group('card-progress/進捗状況一覧 (PG2) [R93] [R104]', () => {
  test('finds by status, period, counter, shelf, number; this month unless told', async ({
    assert,
  }) => {
    const { municipality, main, branch, visitor, base } = await office()
    const [one, two, old] = await makeCards(municipality, main.id, 3)
    await recordAll(municipality, one.id, { code: 'ARRIVE', shelf: 'A-9' })
    await recordAll(municipality, two.id, 'ARRIVE', 'NOTIFY')
    await recordAll(municipality, old.id, 'ARRIVE')
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE card_cases SET status_at = now() - interval '70 days' WHERE id = ?`, [
        old.id,
      ])
    )
    const codesIn = async (query: string) => {
      const page = await visitor.get(`${base}/cards?${query}`)
      assert.equal(page.status, 200)
      return [one, two, old].map(({ code }) => page.words().includes(formatReadableCode(code)))
    }
    assert.deepEqual(await codesIn(''), [true, true, false])
    assert.deepEqual(await codesIn('statuses[]=NOTIFY'), [false, true, false])
    assert.deepEqual(await codesIn('statuses=NOTIFY,ARRIVE'), [true, true, false])
    assert.deepEqual(await codesIn('shelf=A-9'), [true, false, false])
    assert.deepEqual(await codesIn(`counter=${branch.id}`), [false, false, false])
    assert.deepEqual(await codesIn(`code=${two.code.toLowerCase()}`), [false, true, false])
    assert.deepEqual(await codesIn('from=2020-01-01'), [true, true, true])
    assert.equal((await visitor.get(`${base}/cards?from=2026-02-30`)).status, 422)
    for (const sort of ['oldest', 'shelf', 'code']) {
      assert.deepEqual(await codesIn(`sort=${sort}`), [true, true, false])
    }
  })

  test('turns to the next page by its link', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 51)
    const first = await visitor.get(`${base}/cards`)
    const [, next] = /href="([^"]*page=2)" rel="next"/.exec(first.text)!
    const second = await visitor.get(next.replaceAll('&amp;', '&'))
    assert.equal(second.status, 200)
    const shown = cards.map(({ code }) => formatReadableCode(code))
    assert.lengthOf(
      shown.filter((code) => first.words().includes(code)),
      50
    )
    assert.lengthOf(
      shown.filter((code) => second.words().includes(code)),
      1
    )
  })

  test('a file in CP932 or UTF-8, page after page, with every card once and its zeros', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 1_100)
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE card_cases SET card_number = '0' || lpad(n::text, 6, '0')
           FROM (SELECT id AS of, row_number() OVER () AS n FROM card_cases) AS numbered WHERE id = of`
      )
    )
    await recordAll(municipality, cards[0].id, 'ARRIVE')
    const { _csrf } = (await visitor.get(`${base}/cards`))
      .forms()
      .find(({ action }) => action.endsWith('/export'))!.fields
    const file = await visitor.download(`${base}/cards/export`, { _csrf, encoding: 'cp932' })
    assert.equal(file.status, 200)
    const text = iconv.decode(Buffer.from(await file.arrayBuffer()), 'cp932')
    const lines = text.trim().split('\r\n')
    assert.equal(lines[0].split(',').slice(0, 3).join(), 'リンク番号,管理番号,状況')
    assert.lengthOf(lines, 1_101)
    assert.equal(new Set(lines.slice(1).map((line) => line.split(',')[0])).size, 1_100)
    assert.match(text, /,0000001,/)
    assert.match(text, /カード到着,ARRIVE,/)
    const kept = await visitor.download(`${base}/cards/export`, {
      ...{ _csrf, encoding: 'utf8', keep_zeros: 'yes', statuses: 'ARRIVE' },
    })
    const second = Buffer.from(await kept.arrayBuffer()).toString('utf8')
    assert.isTrue(second.startsWith('\uFEFF'))
    assert.match(second, /"=""0\d{6}"""/)
    assert.lengthOf(second.trim().split('\r\n'), 2)
  }).timeout(60_000)

  test('a character CP932 does not have is found wherever a file of cards tells what people typed', async ({
    assert,
  }) => {
    const planted: Record<
      string,
      (place: Awaited<ReturnType<typeof office>>, card: string) => unknown
    > = {
      'a shelf': ({ municipality }, card) =>
        recordAll(municipality, card, { code: 'STORE', variant: 'stored', shelf: '𠮷-1' }),
      'the number of a booking': ({ municipality }, card) =>
        recordAll(municipality, card, 'NOTIFY', {
          code: 'RESERVE',
          visitAt: new Date().toISOString(),
          reference: '𠮷-1',
        }),
      'the number of a card': (_, card) =>
        db.rawQuery(`UPDATE card_cases SET card_number = '𠮷-1' WHERE id = ?`, [card]),
      'a counter': ({ main }) =>
        db.rawQuery(`UPDATE counters SET name = '𠮷野窓口' WHERE id = ?`, [main.id]),
      'a member of staff': ({ staff }) =>
        db.rawQuery(`UPDATE staff_members SET name = '𠮷野 太郎' WHERE id = ?`, [staff.id]),
      'a box': async ({ municipality, main, staff }, card) => {
        await db.rawQuery(
          `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
              actual_count, method, kind, received_by)
           VALUES (?, '𠮷-1', ?, '2026-11-25', 1, 1, 'at_delivery', 'first', ?)`,
          [municipality.id, main.id, staff.id]
        )
        await db.rawQuery(
          'UPDATE card_cases SET batch_id = (SELECT id FROM card_batches) WHERE id = ?',
          [card]
        )
      },
      'a status': ({ municipality }) =>
        db.rawQuery(
          `INSERT INTO progress_statuses (municipality_id, code, name) VALUES (?, 'ARRIVE', '𠮷到着')
           ON CONFLICT (municipality_id, code) DO UPDATE SET name = EXCLUDED.name`,
          [municipality.id]
        ),
    }
    for (const [where, plant] of Object.entries(planted)) {
      const place = await office()
      const { municipality, main, staff, visitor, base } = place
      const [card] = await makeCards(municipality, main.id)
      const actor = { kind: 'staff' as const, staffId: staff.id }
      await tenancy.run(municipality, () => recordAll(municipality, card.id, 'ARRIVE'), actor)
      const { action, fields } = (await visitor.get(`${base}/cards`))
        .forms()
        .find((form) => form.action.endsWith('/export'))!
      const take = () => visitor.post(action, { ...fields, encoding: 'cp932' })
      assert.equal((await take()).status, 200, where)
      await tenancy.run(municipality, () => plant(place, card.id) as Promise<unknown>, actor)
      const refused = await take()
      assert.equal(refused.status, 422, where)
      assert.include(refused.words(), '𠮷', where)
    }
  })

  test('the product’s own words in such a file are all in CP932, which is not looked for each time', async ({
    assert,
  }) => {
    const own = Object.entries(i18nManager.getTranslationsFor('ja')).filter(([key]) =>
      key.startsWith('card-progress.staff.')
    )
    assert.isAbove(own.length, 100)
    const { places } = await missingInCp932(
      ['key', 'words'],
      own.map(([key, words]) => [key, words])
    )
    assert.deepEqual(places, [])
  })

  test('a file tells what each card has come through [R81] [R82] [R83] [R84] [R85] [R86] [R87] [R88] [R89] [R90]', async ({
    assert,
  }) => {
    const { municipality, main, branch, visitor, base } = await office()
    const [card] = await makeCards(municipality, main.id)
    const on = (n: number) => inTokyo(today()).minus({ days: n }).toISODate()!
    const inFile = (n: number) => on(n).replaceAll('-', '/')
    await recordAll(
      municipality,
      card.id,
      { code: 'ARRIVE', happenedOn: on(40), shelf: 'A-1' },
      { code: 'NOTIFY', variant: 'first', happenedOn: on(38) },
      { code: 'RETURN', variant: 'notice', cause: 'moved', happenedOn: on(30) },
      { code: 'NOTIFY', variant: 'again', happenedOn: on(29) },
      { code: 'RESERVE', visitAt: `${on(20)}T10:00`, reference: '11' },
      { code: 'NOSHOW', happenedOn: on(20) },
      {
        ...{ code: 'VISIT', happenedOn: on(10), visitAt: `${on(10)}T09:05` },
        counterId: branch.id,
      },
      { code: 'SENDBACK', cause: 'papers_missing', happenedOn: on(10) },
      { code: 'RESERVE', visitAt: '2099-01-01T10:00', reference: '12' },
      { code: 'RETURN', variant: 'card', cause: 'refused', happenedOn: on(1) }
    )
    await tenancy.run(municipality, () =>
      cancelEvent({ ...{ caseId: card.id, seq: 10, reason: '試験' }, counterIds: null })
    )
    const waiting = await lineOf(visitor, base, card.code)
    assert.include(waiting, {
      ...{ 状況: '来庁予約', 窓口: '本庁窓口', 棚番号: 'A-1', 在庫: '○', カード到着日: inFile(40) },
      ...{ 最初の通知書送付日: inFile(38), 通知書送付日: inFile(29), 通知書送付の区分: '再送' },
      ...{ 返戻日: inFile(30), 返戻の区分: '通知書', 返戻の原因: '転居' },
      ...{ 来庁予定: '2099/01/01 10:00:00', 予約の受付番号: '12', 不来庁日: inFile(20) },
      ...{ 来庁日: inFile(10), 来庁時間: '09:05', 来庁の窓口: '駅前出張所', 来庁回数: '1' },
      ...{ 差戻し日: inFile(10), 差戻しの原因: '書類不足', 交付日: '', 交付の区分: '' },
    })
    await recordAll(
      municipality,
      card.id,
      { code: 'VISIT', happenedOn: on(2) },
      { code: 'ISSUE', variant: 'legal', happenedOn: on(2), oldCardCollected: true }
    )
    assert.include(await lineOf(visitor, base, card.code), {
      ...{ 状況: '交付（法定代理人）', 在庫: '', 来庁日: inFile(2), 来庁時間: '', 来庁回数: '2' },
      ...{ 交付日: inFile(2), 交付の区分: '法定代理人', 交付の窓口: '本庁窓口' },
      ...{ 住基カード回収: '○', 予約の受付番号: '', 再交付日: '', 再交付の前のリンク番号: '' },
    })
    const nextId = await tenancy.run(municipality, () =>
      reissueCase({ caseId: card.id, reason: '紛失', newLinkCode: true, counterIds: null })
    )
    assert.equal((await lineOf(visitor, base, card.code)).再交付日, inFile(0))
    const { link_code: nextCode } = await cardRow(municipality, nextId)
    const next = await lineOf(visitor, base, nextCode)
    assert.equal(next.再交付の前のリンク番号, formatReadableCode(card.code))
    assert.include(next, { 種別: '再交付', カード到着日: '', 来庁回数: '0' })
  })

  test('looking and taking away are in the audit log [R45] [R99]', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office()
    const [card] = await makeCards(municipality, main.id)
    await visitor.get(`${base}/cards`)
    await visitor.get(`${base}/cards/${card.id}`)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(`SELECT DISTINCT action FROM audit_entries WHERE action LIKE 'card-progress.%'`)
    )
    assert.includeMembers(
      rows.map(({ action }: { action: string }) => action),
      ['card-progress.list', 'card-progress.view']
    )
  })
})

test.group('card-progress/words and rules [R101]', () => {
  test('a renamed status is renamed everywhere; one that is not used is not offered', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const page = await visitor.get(`${base}/statuses`)
    const brochure = ['ARRIVE', 'NOTIFY', 'RESERVE', 'RETURN', 'VISIT', 'ISSUE', 'SENDBACK']
    const form = new URLSearchParams({
      ...page.forms().find(({ action }) => action.endsWith('/statuses'))!.fields,
      'names[ARRIVE]': 'カード受入',
    })
    for (const code of brochure) form.append('used[]', code)
    const saved = await visitor.post(`${base}/statuses`, form as never)
    assert.equal(saved.status, 303)
    const shown = await visitor.get(`${base}/entry?q=${card.code}`)
    assert.include(shown.words(), 'カード受入')
    assert.notInclude(shown.words(), 'カード到着')
    assert.notInclude(shown.text, 'value="INSPECT:ok"')
    const list = await visitor.get(`${base}/cards`)
    assert.include(list.words(), 'カード受入')
    assert.notInclude(list.words(), '交付前設定済')
    const [event] = await eventRows(municipality, card.id)
    assert.equal(event.code, 'ARRIVE')
    const refused = await visitor.submit(shown, /\/events$/, { status: 'PRESET' })
    assert.equal(refused.status, 409)
    assert.include(refused.words(), '使わないことになっています')
  })

  test('a municipality’s own rule is in force at once; what is fixed cannot be changed', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office()
    const [card] = await makeCards(municipality, main.id)
    const page = await visitor.get(`${base}/rules`)
    assert.include(page.words(), '×固定')
    const saved = await visitor.submit(page, /\/rules$/, {
      ...{ 'rules[NONE][NOTIFY]': 'normal', 'rules[NONE][ARRIVE]': 'forbidden' },
      'rules[ISSUE][ISSUE]': 'normal',
    })
    assert.equal(saved.status, 303)
    const rows = () =>
      tenancy.run(municipality, async () => {
        const { rows: all } = await db.rawQuery(
          `SELECT from_code || '→' || to_code AS rule FROM progress_rules ORDER BY 1`
        )
        return all.map(({ rule }: { rule: string }) => rule)
      })
    assert.deepEqual(await rows(), ['NONE→ARRIVE', 'NONE→NOTIFY'])
    const entry = await visitor.get(`${base}/entry?q=${card.code}`)
    const refused = await visitor.submit(entry, /\/events$/, { status: 'ARRIVE' })
    assert.include(refused.words(), '登録できない決まりになっています')
    const notified = await visitor.submit(entry, /\/events$/, { status: 'NOTIFY:first' })
    assert.equal(notified.status, 303)
    await tenancy.run(municipality, () =>
      saveRules([
        { from: 'NONE', to: 'ARRIVE', verdict: 'normal' },
        { from: 'NONE', to: 'NOTIFY', verdict: 'warn' },
      ])
    )
    assert.deepEqual(await rows(), [])
  })
})

test.group('card-progress/管理帳票 [R10]', () => {
  test('each is shown, and taken away as CSV', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 3)
    await recordAll(municipality, cards[0].id, { code: 'ARRIVE', shelf: 'A-1' }, 'NOTIFY', {
      ...{ code: 'RETURN', variant: 'notice', cause: 'moved' },
    })
    await recordAll(municipality, cards[1].id, 'ARRIVE', 'ISSUE')
    await recordAll(municipality, cards[2].id, 'ARRIVE')
    const home = base.replace(/\/progress$/, '/reports')
    const expected: Record<string, string> = {
      notices: '通知書発送一覧',
      returns: '転居',
      to_remind: '督促対象一覧',
      to_dispose: '廃棄候補一覧',
      disposals: '廃棄簿',
      issues: '交付（本人）|本人',
      refused_visits: '登録できなかった予約の動き',
      progress: formatReadableCode(cards[2].code),
      counts: '枚数確認簿',
      stock_sheet: '合計 - 2',
      stock_balance: '本庁窓口 0 3 0 -1 0 0 0 0 2',
      issue_counts: '窓口別 本庁窓口 1 1 0 0 0 .*種別 新規 1',
      monthly: '本庁窓口 3 0 1 0 0 1 1 0',
      monthly_methods: '交付時来庁方式 3 0 1 0 0 1 1 0',
    }
    for (const { id } of cardProgress.reports!) {
      const page = await visitor.get(`${home}/${id}`)
      assert.equal(page.status, 200, id)
      assert.match(
        page.words().replaceAll('−', '-').replaceAll('－', '-'),
        new RegExp(expected[id.split('.')[1]]),
        id
      )
    }
    const page = await visitor.get(`${home}/card-progress.stock_balance`)
    const { fields } = page.forms().find(({ action }) => action.endsWith('/csv'))!
    const file = await visitor.download(`${home}/card-progress.stock_balance/csv`, {
      ...{ ...fields, encoding: 'utf8' },
    })
    assert.equal(file.status, 200)
    assert.include(await file.text(), '前月末在庫')
  })

  test('the board tells cards and days by stage and counter', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 3)
    const past = DateTime.now().setZone('Asia/Tokyo').minus({ days: 95 }).toISODate()!
    for (const { id } of cards)
      await recordAll(municipality, id, { code: 'ARRIVE', happenedOn: past })
    await recordAll(municipality, cards[0].id, 'NOTIFY')
    const page = await visitor.get(`${base}/board`)
    const words = page.words()
    assert.include(words, 'カード到着 2 最長95日 90日超 2枚 2 95日 2 2')
    assert.include(words, '通知書送付 1 最長0日 1 0日 0 0')
    const [, link] = /href="([^"]*cards\?statuses=ARRIVE[^"]*)"/.exec(page.text)!
    assert.include((await visitor.get(link.replaceAll('&amp;', '&'))).words(), '2件')
  })

  test('on the board two counters of one name stay two', async ({ assert }) => {
    const { municipality, main, branch, visitor, base } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery('UPDATE counters SET name = ? WHERE id = ?', ['本庁窓口', branch.id])
    )
    for (const [counter, count] of [
      [main, 2],
      [branch, 3],
    ] as const) {
      for (const { id } of await makeCards(municipality, counter.id, count)) {
        await recordAll(municipality, id, 'ARRIVE')
      }
    }
    const words = (await visitor.get(`${base}/board`)).words()
    assert.include(words, 'カード到着 2 最長0日 3 最長0日 5 0日 0 0')
  })

  test('a card that is recorded while the file is written is in it once', async ({ assert }) => {
    const { municipality, main } = await office()
    const cards = await makeCards(municipality, main.id, 7)
    for (const { id } of cards) await recordAll(municipality, id, 'ARRIVE')
    const lines = exportLines(
      {
        ...{ municipality, counterIds: null },
        filter: { from: today(), until: today(), statuses: [] },
        columns: [{ label: '番号', cell: ({ linkCode }) => linkCode }],
      },
      2
    )
    const written: string[] = []
    for await (const [code] of lines) {
      written.push(code)
      /** The one that would be last jumps ahead of all that are still to come. */
      if (written.length === 1) await recordAll(municipality, cards[0].id, 'NOTIFY')
    }
    assert.deepEqual(written, cards.map(({ code }) => code).reverse())
  })
})
