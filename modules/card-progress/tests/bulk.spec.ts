import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import runBulkJob from '../jobs/run_bulk.js'
import { cardRow, eventRows, makeCards, makeCodes, office, recordAll } from './support.js'

const countOf = (municipality: Municipality, sql: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(`SELECT count(*)::int AS n FROM ${sql}`)
    return rows[0].n as number
  })

test.group('card-progress/一括登録', () => {
  test('records a list with a result for each line, once however often it is sent', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const cards = await makeCards(municipality, main.id, 3)
    await recordAll(municipality, cards[1].id, 'ARRIVE', 'ISSUE')
    const page = await visitor.get(`${base}/bulk`)
    const codes = [
      formatReadableCode(cards[0].code),
      cards[1].code,
      cards[2].code.toLowerCase(),
      cards[0].code,
      'XXXX-1111',
    ].join('\r\n')
    const fields = { source: 'codes', codes, status: 'ARRIVE' }
    const answer = await visitor.submit(page, /\/bulk$/, fields)
    assert.equal(answer.status, 303)
    const again = await visitor.submit(page, /\/bulk$/, fields)
    assert.equal(again.location, answer.location)

    const result = await visitor.get(answer.location)
    const words = result.words()
    assert.include(words, '登録できなかったカードが3枚あります')
    assert.include(words, '同じカードが、この中に2回あります。')
    assert.include(words, 'この番号は登録されていません')
    assert.include(words, 'ふつうは登録しません')
    assert.lengthOf(await eventRows(municipality, cards[0].id), 1)
    assert.lengthOf(await eventRows(municipality, cards[1].id), 2)

    const { _csrf } = result.forms().find(({ action }) => action.endsWith('/results'))!.fields
    const file = await visitor.download(`${answer.location}/results`, { _csrf })
    const text = await file.text()
    assert.match(text, /^\uFEFF?行,番号,結果,理由\r\n1,/)
    assert.equal(text.trim().split('\r\n').length, 6)
  })

  test('a deadline before the posting and a posting to come are refused with a sentence', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [{ id, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE')
    const page = await visitor.get(`${base}/bulk`)
    const one = await visitor.get(`${base}/entry?q=${code}`)
    const notice = { source: 'codes', codes: code, status: 'NOTIFY:first' }
    for (const [wrong, sentence] of [
      [{ deadline: '2026-01-01' }, '送付した日（日付を入力しないときは今日）より前'],
      [{ happened_on: '2026-01-02', deadline: '2026-01-01' }, '送付した日'],
      [{ happened_on: '2099-01-01' }, '今日より先'],
    ] as const) {
      const many = await visitor.submit(page, /\/bulk$/, { ...notice, ...wrong })
      assert.equal(many.status, 422)
      assert.include(many.words(), sentence)
      const single = await visitor.submit(one, /\/events$/, { status: 'NOTIFY:first', ...wrong })
      assert.equal(single.status, 422)
      assert.include(single.words(), sentence)
    }
    assert.equal(await countOf(municipality, 'mailings'), 0)
    assert.lengthOf(await eventRows(municipality, id), 1)
  })

  test('with a reason the warned lines are recorded and counted apart', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const cards = await makeCards(municipality, main.id, 2)
    await recordAll(municipality, cards[0].id, 'ARRIVE')
    const page = await visitor.get(`${base}/bulk`)
    const answer = await visitor.submit(page, /\/bulk$/, {
      ...{ source: 'codes', codes: cards.map(({ code }) => code).join('\n') },
      ...{ status: 'NOTIFY:first', reason: '到着は紙で確かめた' },
    })
    const words = (await visitor.get(answer.location)).words()
    assert.include(words, '警告ありで登録した 1枚')
    assert.equal(await countOf(municipality, 'mailings'), 1)
    assert.equal((await cardRow(municipality, cards[1].id)).status, 'NOTIFY')
  })

  test('thousands are left to the background, and go on where they stopped', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const cards = await makeCards(municipality, main.id, 1_500)
    const page = await visitor.get(`${base}/bulk`)
    const answer = await visitor.submit(page, /\/bulk$/, {
      ...{ source: 'codes', codes: cards.map(({ code }) => code).join('\n'), status: 'ARRIVE' },
    })
    const waiting = await visitor.get(answer.location)
    assert.include(waiting.words(), '登録しています（0／1,500枚）')
    assert.include(waiting.text, 'up-poll')
    const actionId = answer.location.split('/').at(-1)!
    const job = { municipalityId: municipality.id, actionId }
    const began = performance.now()
    await Promise.all([runBulkJob(job), runBulkJob(job)])
    assert.isBelow(performance.now() - began, 20_000)
    assert.include((await visitor.get(answer.location)).words(), 'すべて登録しました。')
    assert.equal(await countOf(municipality, `card_cases WHERE status = 'ARRIVE'`), 1_500)
    assert.equal(await countOf(municipality, 'progress_events'), 1_500)
    assert.equal(await countOf(municipality, 'stock_movements'), 1_500)
  }).timeout(60_000)

  test('a mailing, a batch and a shelf are chosen as they are', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const cards = await makeCards(municipality, main.id, 4)
    for (const [i, { id }] of cards.entries()) {
      await recordAll(municipality, id, { code: 'ARRIVE', shelf: i < 2 ? 'A-1' : 'B-1' })
    }
    const send = async (fields: Record<string, string>) => {
      const page = await visitor.get(`${base}/bulk`)
      const answer = await visitor.submit(page, /\/bulk$/, fields)
      assert.equal(answer.status, 303, answer.words().slice(0, 500))
      return (await visitor.get(answer.location)).words()
    }
    const shelf = { source: 'shelf', shelf_counter: main.id, from_shelf: 'A-1' }
    assert.include(await send({ ...shelf, status: 'NOTIFY:first' }), '全部で 2枚')
    const mailing = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery('SELECT id FROM mailings')
      return rows[0].id as string
    })
    assert.include(
      await send({ source: 'mailing', mailing, status: 'RETURN:notice', cause: 'moved' }),
      '登録した 2枚'
    )
    assert.equal(await countOf(municipality, `progress_events WHERE cause = 'moved'`), 2)
  })
})

test.group('card-progress/一括受取 [R13] [R81]', () => {
  const fields = (main: { id: string }, more: Record<string, string>) => ({
    ...{ counter: main.id, arrived_on: '2026-11-20', kind: 'first', method: 'at_delivery' },
    ...more,
  })

  test('counts that do not agree are shown, and must be confirmed with what was found out', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const codes = await makeCodes(municipality, 3)
    const page = await visitor.get(`${base}/batches/new`)
    const wanted = fields(main, {
      ...{ batch_number: 'B-1', expected: '4', actual: '3', codes_from: 'typed' },
      codes: codes.map((code, i) => `${code},00${i}`).join('\n'),
    })
    const asked = await visitor.submit(page, /\/batches$/, wanted)
    assert.equal(asked.status, 422)
    assert.include(asked.words(), '送付状 4枚、数えた枚数 3枚、読み取った番号 3枚')
    assert.equal(await countOf(municipality, 'card_batches'), 0)
    const answer = await visitor.submit(asked, /\/batches$/, {
      ...wanted,
      ...{ mismatch_seen: 'yes', mismatch_reason: '1枚不足。照会中' },
    })
    assert.equal(answer.status, 303)
    const batch = await visitor.get(answer.location)
    assert.include(batch.words(), '1枚不足。照会中')
    assert.equal(await countOf(municipality, `card_cases WHERE status = 'ARRIVE' AND in_stock`), 3)
    assert.equal(await countOf(municipality, `card_cases WHERE card_number = '002'`), 1)
    const again = await visitor.submit(
      page,
      /\/batches$/,
      fields(main, {
        ...{ batch_number: 'B-1', expected: '1', actual: '1', codes_from: 'new' },
        token: randomUUID(),
      })
    )
    assert.equal(again.status, 422)
    assert.include(again.words(), 'この受取番号はもう登録されています')
  })

  test('boxes are paged, and an old one can still be chosen', async ({ assert }) => {
    const { municipality, main, visitor, base, staff } = await office('counter_manager')
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
                                   actual_count, method, kind, received_by)
         SELECT ?, 'N' || lpad(n::text, 3, '0'), ?, '2026-01-01'::date + n, 1, 1, 'at_delivery', 'first', ?
           FROM generate_series(1, 120) AS n`,
        [municipality.id, main.id, staff.id] as any[]
      )
    )
    const first = (await visitor.get(`${base}/batches`)).words()
    assert.include(first, 'N120')
    assert.notInclude(first, 'N001')
    const last = await visitor.get(`${base}/batches?page=3`)
    assert.include(last.words(), 'N001')
    const [, id] = /batches\/([0-9a-f-]{36})"[^>]*>N001</.exec(last.text)!
    for (const path of ['cards', 'bulk']) {
      assert.include(
        (await visitor.get(`${base}/${path}?batch=${id}`)).text,
        `value="${id}" selected`
      )
      assert.equal((await visitor.get(`${base}/${path}?batch=x`)).status < 500, true)
    }
  })

  test('a box of which lines were refused is never shown as complete [R13]', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [code] = await makeCodes(municipality, 1)
    const page = await visitor.get(`${base}/batches/new`)
    const answer = await visitor.submit(
      page,
      /\/batches$/,
      fields(main, {
        ...{ batch_number: 'B-3', expected: '2', actual: '2', codes_from: 'typed' },
        codes: `${code}\nABCD-EFGH-JKLM`,
      })
    )
    const batch = (await visitor.get(answer.location)).words()
    assert.notInclude(batch, '受取を登録し')
    assert.include(batch, '数えた 2枚のうち、登録したのは 1枚です')
    const { text } = await visitor.get(answer.location)
    const [, link] = /href="([^"]*only=refused)"/.exec(text)!
    assert.include((await visitor.get(link)).words(), 'ABCD-EFGH-JKLM')
    assert.include((await visitor.get(`${base}/batches`)).words(), '数えた枚数と違います')
  })

  test('new link codes are issued for a box without any, and the box is inspected at once', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const page = await visitor.get(`${base}/batches/new`)
    const answer = await visitor.submit(
      page,
      /\/batches$/,
      fields(main, {
        ...{ batch_number: 'B-2', expected: '25', actual: '25', codes_from: 'new', shelf: 'C-3' },
      })
    )
    assert.equal(answer.status, 303, answer.words().slice(0, 600))
    assert.equal(await countOf(municipality, `card_cases WHERE shelf = 'C-3'`), 25)
    assert.include((await visitor.get(answer.location)).words(), 'カードをすべて登録しました')
    const batchId = answer.location.split('/').at(-1)!
    const bulk = await visitor.get(`${base}/bulk?batch=${batchId}&status=INSPECT:ok`)
    const inspected = await visitor.submit(bulk, /\/bulk$/, {
      ...{ source: 'batch', batch: batchId, status: 'INSPECT:ok' },
    })
    assert.include((await visitor.get(inspected.location)).words(), '登録した 25枚')
    assert.include((await visitor.get(answer.location)).words(), '検品済 25')
  })

  test('the table takes no batch whose counts differ without a word', async ({ assert }) => {
    const { municipality, main, staff } = await office('counter_manager')
    await assert.rejects(() =>
      tenancy.run(municipality, () =>
        db.rawQuery(
          `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
              actual_count, method, kind, received_by)
           VALUES (?, 'X', ?, '2026-11-25', 2, 1, 'at_delivery', 'first', ?)`,
          [municipality.id, main.id, staff.id]
        )
      )
    )
  })
})
