import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { cancelEvent } from '../actions/cancel_event.js'
import { recordEvents } from '../actions/record_events.js'
import { closeStockTake, openStockTake } from '../actions/take_stock.js'
import reconcile from '../jobs/reconcile.js'
import { casesOutOfBalance, stockOutOfBalance } from '../queries/cases_out_of_balance.js'
import { stockBalance, type StockBalance } from '../queries/stock_balance.js'
import checkStatus from '../status_check.js'
import { cardRow, eventRows, makeCards, office, recordAll, town } from './support.js'

const today = () => DateTime.now().setZone('Asia/Tokyo').toISODate()!

const balanceOf = async (municipality: Municipality): Promise<Record<string, StockBalance>> =>
  tenancy.run(municipality, async () => {
    const rows = await stockBalance({ from: today(), until: today(), counterIds: null })
    return Object.fromEntries(rows.map((row) => [row.counterName, row]))
  })

test.group('card-progress/在庫 [R13] [R82]', () => {
  test('the equation, counter by counter, with a card on its way in neither', async ({
    assert,
  }) => {
    const { municipality, main, branch } = await town()
    const cards = await makeCards(municipality, main.id, 6)
    for (const { id } of cards) await recordAll(municipality, id, 'ARRIVE')
    const send = { code: 'STORE', variant: 'sent', toCounterId: branch.id } as const
    const receive = { code: 'STORE', variant: 'received', shelf: 'Z-1' } as const
    await recordAll(municipality, cards[0].id, send, receive, 'ISSUE')
    await recordAll(municipality, cards[1].id, send)
    await recordAll(municipality, cards[2].id, 'ISSUE', { code: 'RETURN', variant: 'card' })
    await recordAll(municipality, cards[3].id, 'LOST')
    await recordAll(municipality, cards[4].id, 'ISSUE')
    const { 本庁窓口: here, 駅前出張所: there } = await balanceOf(municipality)
    assert.deepInclude(here, { opening: 0, arrival: 6, cardReturn: 1, issue: -2, transfer: -2 })
    assert.deepInclude(here, { loss: -1, adjustment: 0, disposal: 0, closing: 2 })
    assert.deepInclude(there, { arrival: 0, transfer: 1, issue: -1, closing: 0 })
    assert.deepEqual(await tenancy.run(municipality, () => casesOutOfBalance()), [])
    assert.deepEqual(await tenancy.run(municipality, () => stockOutOfBalance()), [])
  })

  test('the status and the reservation stay when a card is moved', async ({ assert }) => {
    const { municipality, main, branch } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', {
      ...{ code: 'RESERVE', visitAt: '2099-01-01T10:00' },
    })
    await recordAll(municipality, card.id, {
      ...{ code: 'STORE', variant: 'sent', toCounterId: branch.id },
    })
    await recordAll(municipality, card.id, { code: 'STORE', variant: 'received', shelf: 'B-2' })
    const row = await cardRow(municipality, card.id)
    assert.equal(row.status, 'RESERVE')
    assert.equal(row.counter_id, branch.id)
    assert.equal(row.shelf, 'B-2')
    assert.isNotNull(row.reserved_at)
  })

  test('a cancellation is a line of its own: what was counted before is not rewritten', async ({
    assert,
  }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE')
    const lines = () =>
      tenancy.run(municipality, async () => {
        const { rows } = await db.rawQuery(
          'SELECT seq, kind, delta FROM stock_movements ORDER BY seq'
        )
        return rows
      })
    const before = await lines()
    await tenancy.run(municipality, () =>
      cancelEvent({ caseId: card.id, seq: 2, reason: '渡していない', counterIds: null })
    )
    const after = await lines()
    assert.deepEqual(after.slice(0, 2), before)
    assert.deepEqual(after.slice(2), [{ seq: 3, kind: 'issue', delta: 1 }])
    assert.deepInclude((await balanceOf(municipality))['本庁窓口'], { issue: 0, closing: 1 })
  })

  test('the alarm tells a card whose columns are not what its events say', async ({ assert }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const figures = () => tenancy.run(municipality, () => checkStatus())
    assert.isTrue((await figures()).every(({ ok }) => ok))
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE card_cases SET status = 'NOTIFY', in_stock = false WHERE id = ?`, [
        card.id,
      ])
    )
    assert.sameMembers(
      (await tenancy.run(municipality, () => casesOutOfBalance())).map(({ what }) => what),
      ['status', 'custody']
    )
    await reconcile({ municipalityId: municipality.id })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(`SELECT result FROM audit_entries WHERE action = 'card-progress.reconcile'`)
    )
    assert.deepEqual(rows, [{ result: 'failed' }])
    assert.isFalse((await figures())[0].ok)
  })

  test('a monitor hears of a card a week on its way, and of a bulk action that stands still [R112]', async ({
    assert,
  }) => {
    const { municipality, main, branch, staff } = await office()
    const [card] = await makeCards(municipality, main.id)
    const wrong = async () =>
      (await tenancy.run(municipality, () => checkStatus()))
        .filter(({ ok }) => !ok)
        .map(({ id }) => id)
    await recordAll(municipality, card.id, 'ARRIVE', {
      ...{ code: 'STORE', variant: 'sent', toCounterId: branch.id },
    })
    const begun = (ago: string) =>
      tenancy.run(municipality, () =>
        db.rawQuery(
          `INSERT INTO bulk_actions (municipality_id, code, facts, total, created_by, created_at)
           VALUES (?, 'ARRIVE', '{}', 1, ?, now() - ?::interval)`,
          [municipality.id, staff.id, ago]
        )
      )
    await begun('59 minutes')
    assert.isEmpty(await wrong())
    await begun('61 minutes')
    assert.deepEqual(await wrong(), ['card-progress.unfinished_bulk_actions'])
    await db.connection('owner').transaction(async (trx) => {
      await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [
        String(municipality.id),
      ])
      await trx.rawQuery('ALTER TABLE progress_events DISABLE TRIGGER USER')
      await trx.rawQuery("UPDATE progress_events SET recorded_at = now() - interval '8 days'")
      await trx.rawQuery('ALTER TABLE progress_events ENABLE TRIGGER USER')
    })
    assert.sameMembers(await wrong(), [
      'card-progress.unfinished_bulk_actions',
      'card-progress.late_in_transit',
    ])
  })

  test('cards are sent and received by scanning; what does not come stays on its way', async ({
    assert,
  }) => {
    const { municipality, main, branch, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 2)
    for (const { id } of cards) await recordAll(municipality, id, 'ARRIVE')
    const page = await visitor.get(`${base}/transfers`)
    const sent = await visitor.submit(page, /\/send$/, {
      ...{ to: branch.id, codes: cards.map(({ code }) => code).join('\n') },
    })
    assert.include((await visitor.get(sent.location)).words(), 'すべて登録しました。')
    const there = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk', { counterIds: [branch.id] })
    )
    const waiting = await there.get(`${base}/transfers`)
    assert.include(waiting.words(), '本庁窓口 駅前出張所')
    const received = await there.submit(waiting, /\/receive$/, {
      codes: cards[0].code,
      shelf: 'B-1',
    })
    assert.include((await there.get(received.location)).words(), 'すべて登録しました。')
    assert.equal((await cardRow(municipality, cards[0].id)).shelf, 'B-1')
    const rest = (await there.get(`${base}/transfers`)).words()
    assert.include(rest, cards[1].code.slice(0, 4))
    assert.notInclude(rest, cards[0].code.slice(0, 4))
    assert.include((await visitor.get(`${base}/board`)).words(), '駅前出張所 へ 1枚')
    const again = await there.submit(waiting, /\/receive$/, {
      ...{ codes: cards[0].code, token: crypto.randomUUID() },
    })
    assert.include((await there.get(again.location)).words(), '移送中のカードではありません。')
  })
})

test.group('card-progress/棚卸 [R82]', () => {
  test('tells what is missing, elsewhere, unexpected and unknown, and keeps it', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office()
    const [there, missing, elsewhere, issued] = await makeCards(municipality, main.id, 4)
    await recordAll(municipality, there.id, { code: 'ARRIVE', shelf: 'A-1' })
    await recordAll(municipality, missing.id, { code: 'ARRIVE', shelf: 'A-1' })
    await recordAll(municipality, elsewhere.id, { code: 'ARRIVE', shelf: 'A-2' })
    await recordAll(municipality, issued.id, { code: 'ARRIVE', shelf: 'A-1' }, 'ISSUE')
    const started = await visitor.submit(await visitor.get(`${base}/stock-takes`), /stock-takes$/, {
      ...{ counter: main.id, shelf: 'A-1' },
    })
    const scan = async (codes: string) =>
      visitor.submit(await visitor.get(started.location), /\/scans$/, { codes })
    await scan(`${there.code}\n${elsewhere.code}`)
    await scan(`${there.code}\n${issued.code}\nなぞ123`)
    const words = (await visitor.get(started.location)).words()
    assert.include(words, '記録の枚数 2枚')
    assert.include(words, '読み取った枚数 4枚')
    for (const finding of [
      '記録にあるが、読み取っていない 1枚',
      '別の窓口・棚の記録になっている 1枚',
      '在庫にないはずのカード 1枚',
      '登録のない番号 1枚',
    ]) {
      assert.include(words, finding)
    }
    await visitor.submit(await visitor.get(started.location), /\/close$/)
    await recordAll(municipality, missing.id, 'ISSUE')
    const closed = await visitor.get(started.location)
    assert.include(closed.words(), '記録にあるが、読み取っていない 1枚')
    assert.isUndefined(closed.forms().find(({ action }) => action.endsWith('/scans')))
    assert.equal((await cardRow(municipality, elsewhere.id)).shelf, 'A-2')
    const late = await visitor.post(`${started.location}/scans`, {
      ...{ codes: missing.code, _csrf: closed.forms()[0].fields._csrf },
    })
    assert.equal(late.status, 409)
    assert.include(late.words(), 'この棚卸は終わっています')
  })

  test('what differs is taken away as a file, open or closed, all of it', async ({ assert }) => {
    const { municipality, main, staff, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 52)
    const [lost] = cards
    await tenancy.run(
      municipality,
      () =>
        recordEvents(
          cards.map(({ id }) => id),
          { code: 'ARRIVE', shelf: 'A-1' },
          { counterIds: null }
        ),
      { kind: 'staff', staffId: staff.id }
    )
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE counters SET name = '𠮷野窓口' WHERE id = ?`, [main.id])
    )
    const started = await visitor.submit(await visitor.get(`${base}/stock-takes`), /stock-takes$/, {
      ...{ counter: main.id, shelf: 'A-1' },
    })
    await visitor.submit(await visitor.get(started.location), /\/scans$/, { codes: lost.code })
    const page = await visitor.get(`${started.location}?page=2`)
    assert.lengthOf(page.text.match(/<td data-label="違い">/g)!, 1)
    const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
    const refused = await visitor.post(action, { ...fields, encoding: 'cp932' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '𠮷')
    await visitor.submit(page, /\/close$/)
    const file = await visitor.download(action, { ...fields, encoding: 'utf8' })
    assert.equal(file.status, 200)
    const [header, ...lines] = (await file.text()).trim().split('\r\n')
    assert.equal(header, '違い,リンク番号,窓口,棚番号,状況')
    assert.lengthOf(lines, 51)
    assert.match(lines[0], /^"?記録にあるが、読み取っていない"?,[^,]+,𠮷野窓口,A-1,カード到着$/)
    assert.isFalse(lines.some((line) => line.includes(formatReadableCode(lost.code))))
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk', { counterIds: [main.id] })
    )
    const seen = await clerk.get(started.location)
    assert.isUndefined(seen.forms().find((form) => form.action.endsWith('/export')))
  })
})

test.group('card-progress/廃棄 by two persons', () => {
  async function proposed() {
    const place = await office('counter_manager')
    const { municipality, main, visitor, base } = place
    const cards = await makeCards(municipality, main.id, 2)
    for (const { id } of cards) await recordAll(municipality, id, 'ARRIVE', 'VOID')
    const page = await visitor.get(`${base}/disposals/new?counter=${main.id}`)
    for (const { code } of cards) assertIn(page.text, code.slice(0, 4))
    const answer = await visitor.submit(page, /\/disposals$/, {
      ...{ codes: cards.map(({ code }) => code).join('\n'), method: '裁断' },
      planned_on: today(),
    })
    return { ...place, cards, address: answer.location }
  }
  const assertIn = (text: string, part: string) => {
    if (!text.includes(part)) throw new Error(`${part} is not on the page`)
  }

  test('whoever proposed it cannot confirm it; another one counts and confirms', async ({
    assert,
  }) => {
    const { municipality, cards, address, visitor } = await proposed()
    const own = await visitor.get(address)
    assert.include(own.words(), '別の人の確認が必要です')
    assert.isUndefined(own.forms().find(({ action }) => action.endsWith('/confirm')))
    const { _csrf } = own.forms().find(({ action }) => action.endsWith('/withdraw'))!.fields
    const alone = await visitor.post(`${address}/confirm`, { _csrf, counted: '2' })
    assert.equal(alone.status, 409)
    assert.include(alone.words(), '申請した人は確認できません')

    const second = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const wrong = await second.submit(await second.get(address), /\/confirm$/, { counted: '3' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '申請の枚数（2枚）と合っていません')
    const done = await second.submit(await second.get(address), /\/confirm$/, { counted: '2' })
    assert.equal(done.status, 303)
    for (const { id } of cards) {
      const row = await cardRow(municipality, id)
      assert.equal(row.status, 'DISPOSE')
      assert.isFalse(row.in_stock)
    }
    assert.deepInclude((await balanceOf(municipality))['本庁窓口'], { disposal: -2, closing: 0 })
  })

  test('a card with a reservation by then keeps all of them', async ({ assert }) => {
    const { municipality, cards, address } = await proposed()
    await recordAll(municipality, cards[1].id, {
      ...{ code: 'RESERVE', visitAt: '2099-01-01T10:00' },
    })
    const second = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const answer = await second.submit(await second.get(address), /\/confirm$/, { counted: '2' })
    assert.equal(answer.status, 409)
    assert.include(answer.words(), 'これからの来庁予約があるので、廃棄できません')
    for (const { id } of cards) {
      assert.isEmpty(
        (await eventRows(municipality, id)).filter(
          ({ code }: { code: string }) => code === 'DISPOSE'
        )
      )
    }
  })

  test('a card that is not fit for it is named, and nothing is proposed', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE')
    const answer = await visitor.submit(
      await visitor.get(`${base}/disposals/new`),
      /\/disposals$/,
      {
        ...{ codes: card.code, method: '裁断', planned_on: today() },
      }
    )
    assert.equal(answer.status, 422)
    assert.include(answer.words(), 'いまの状況からは登録できない決まり')
    assert.include((await visitor.get(`${base}/disposals`)).words(), '廃棄の申請はありません')
  })
})

test.group('card-progress/枚数確認簿', () => {
  test('every count stands there with what should be and what was', async ({ assert }) => {
    const { municipality, main, branch, staff, visitor, base } = await office()
    const cards = await makeCards(municipality, main.id, 3)
    const by = <Result>(work: () => Promise<Result>) =>
      tenancy.run(municipality, work, { kind: 'staff', staffId: staff.id })
    for (const { id } of cards) await recordAll(municipality, id, 'ARRIVE')
    await by(() =>
      recordEvents(
        cards.slice(0, 2).map(({ id }) => id),
        { code: 'STORE', variant: 'sent', toCounterId: branch.id },
        { counterIds: null }
      )
    )
    await recordAll(municipality, cards[0].id, { code: 'STORE', variant: 'received' })
    await by(async () => {
      const take = await openStockTake({ counterId: main.id, shelf: null, counterIds: null })
      await closeStockTake(take)
      await db.rawQuery(
        `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
           actual_count, mismatch_reason, method, kind, received_by)
         VALUES (?, '箱1', ?, ?, 3, 2, '照会中', 'at_delivery', 'first', ?)`,
        [municipality.id, main.id, today(), staff.id]
      )
    })
    const report = base.replace(/\/progress$/, '/reports/card-progress.counts')
    const words = (await visitor.get(report)).words().replaceAll('−', '-').replaceAll('－', '-')
    assert.include(words, '一括受取 本庁窓口 箱1 3 2 -1 試験 職員')
    assert.include(words, '移送 本庁窓口 駅前出張所 2 1 -1 試験 職員')
    assert.include(words, '棚卸 本庁窓口 - 1 0 -1 試験 職員')
  })
})
