import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import {
  findLinkCode,
  formatReadableCode,
  reissueLinkCode,
  revokeLinkCode,
} from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { signedIn } from '#tests/support/staff_session'
import { createStaff } from '#tests/support/municipality'
import type { Visitor } from '#tests/support/browserless'
import { reissueCase } from '../actions/reissue_case.js'
import { runBulk } from '../actions/run_bulk.js'
import { startBulk } from '../actions/start_bulk.js'
import { recordProgress } from '../api.js'
import { coded } from '../coded_words.js'
import type { EventFacts } from '../event_facts.js'
import { historyOf } from '../queries/history_of.js'
import { cardRow, eventRows, makeCards, makeCodes, office, recordAll } from './support.js'

/** Shows a card and records a status for it, as a clerk does. */
async function record(
  visitor: Visitor,
  base: string,
  code: string,
  status: string,
  more: Record<string, string> = {}
) {
  const page = await visitor.get(`${base}/entry?q=${code}`)
  return visitor.submit(page, /\/events$/, { status, ...more })
}

async function cancel(visitor: Visitor, base: string, id: string, seq: number, reason: string) {
  const page = await visitor.get(`${base}/cards/${id}/cancel?seq=${seq}`)
  return visitor.submit(page, /\/cancel$/, { reason })
}

test.group('card-progress/進捗登録 [R107]', () => {
  test('the brochure’s own history is entered, and looks like its screen (PG5) [R80] [R83] [R84] [R85] [R88] [R91] [R92]', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    const steps: [string, string][] = [
      ['ARRIVE', ''],
      ['NOTIFY:first', ''],
      ['RESERVE', ''],
      ['RETURN:card', 'not_collected'],
      ['ARRIVE', ''],
      ['RESERVE', ''],
      ['ISSUE:self', ''],
      ['RETURN:card', 'not_collected'],
    ]
    for (const [status, cause] of steps) {
      const answer = await record(visitor, base, card.code, status, { cause })
      assert.equal(answer.status, 303, `${status}: ${answer.words().slice(0, 400)}`)
    }
    assert.equal((await cancel(visitor, base, card.id, 8, '別のカードでした')).status, 303)
    assert.equal((await cancel(visitor, base, card.id, 7, '受取前でした')).status, 303)

    const page = await visitor.get(`${base}/entry?q=${formatReadableCode(card.code)}`)
    const words = page.words()
    assert.match(words, /令和\d+年\d+月\d+日 .曜日/)
    assert.include(words, '担当名 試験 職員')
    const order = [
      ...['カード到着', '通知書送付（初回）', '来庁予約', '返戻（カード）'],
      ...['カード到着', '来庁予約', '交付（本人）', '返戻（カード）'],
    ]
    const table = words.slice(words.indexOf('進捗の履歴'))
    let at = 0
    for (const one of order) {
      at = table.indexOf(one, at)
      assert.isAbove(at, 0, one)
      at += one.length
    }
    assert.match(table, /\d{4}\/\d\d\/\d\d\(.\) \d\d:\d\d:\d\d/)
    assert.include(table, '試験 職員 理由：別のカードでした')
    assert.equal(table.match(/取消済/g)!.length, 2)
    assert.equal((await cardRow(municipality, card.id)).status, 'RESERVE')
    assert.lengthOf(await eventRows(municipality, card.id), 10)
  })

  test('scan, Enter, scan: a status chosen beforehand is recorded with each scan', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const cards = await makeCards(municipality, main.id, 3)
    let page = await visitor.get(`${base}/entry`)
    for (const { code } of cards) {
      const answer = await visitor.submit(page, /\/entry$/, { q: code, status: 'ARRIVE' })
      assert.equal(answer.status, 303)
      page = await visitor.get(answer.location)
      assert.include(page.words(), 'を登録しました。続けて読み取れます。')
      assert.match(page.text, /<option value="ARRIVE" selected>/)
      const box = page.text.match(/<input[^>]*name="q"[^>]*>/)![0]
      assert.include(box, 'autofocus')
      assert.notInclude(box, `value="${code}`)
    }
    for (const { id } of cards) assert.equal((await cardRow(municipality, id)).status, 'ARRIVE')
  })

  test('a scan sent twice is recorded once, the next page’s again', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [{ id, code }] = await makeCards(municipality, main.id)
    const page = await visitor.get(`${base}/entry`)
    const fields = { q: code, status: 'ARRIVE' }
    await visitor.submit(page, /\/entry$/, fields)
    const again = await visitor.submit(page, /\/entry$/, fields)
    assert.equal(again.status, 303)
    assert.lengthOf(await eventRows(municipality, id), 1)
    const next = { q: code, status: 'STORE:stored' }
    await visitor.submit(await visitor.get(again.location), /\/entry$/, next)
    assert.lengthOf(await eventRows(municipality, id), 2)
  })

  test('a number and a shelf are kept as they are read, however they were typed', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [code] = await makeCodes(municipality, 1)
    const form = await visitor.get(`${base}/entry?q=${code}`)
    await visitor.submit(form, /\/cards$/, {
      ...{ counter: main.id, kind: 'first', method: 'at_delivery', applied_on: '' },
      ...{ card_number: 'ｎｏ－１２', shelf: 'ａ－１' },
    })
    const found = await visitor.get(`${base}/entry?q=no-12`)
    assert.equal(found.status, 200)
    assert.include(found.words(), '棚 A-1')
    const listed = await visitor.get(`${base}/cards?shelf=a-1&code=ＮＯ－１２`)
    assert.include(listed.words(), 'NO-12')
  })

  test('why a card came back or was stopped is asked for, of that status', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [{ id, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', 'NOTIFY')
    for (const [status, cause, sentence] of [
      ['RETURN:notice', '', '選んだ状況の原因を選んでください'],
      ['RETURN:notice', 'died', '選んだ状況の原因を選んでください'],
      ['STORE:stored', 'died', '原因は別の状況のものです'],
    ] as const) {
      const answer = await record(visitor, base, code, status, { cause })
      assert.equal(answer.status, 422)
      assert.include(answer.words(), sentence)
      const many = await visitor.submit(await visitor.get(`${base}/bulk`), /\/bulk$/, {
        ...{ source: 'codes', codes: code, status, cause },
      })
      assert.equal(many.status, 422)
      assert.include(many.words(), sentence)
    }
    const scanned = await visitor.submit(await visitor.get(`${base}/entry`), /\/entry$/, {
      ...{ q: code, status: 'RETURN:notice' },
    })
    assert.equal(scanned.status, 409)
    assert.include(scanned.words(), 'この状況は、原因を選んで登録します')
    const done = await visitor.submit(scanned, /\/events$/, {
      ...{ status: 'RETURN:notice', cause: 'moved' },
    })
    assert.equal(done.status, 303)
    assert.deepInclude((await eventRows(municipality, id)).at(-1), {
      code: 'RETURN',
      cause: 'moved',
    })
  })

  test('a stale screen is told so, and writes nothing [R108]', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    const other = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const stale = await visitor.get(`${base}/entry?q=${card.code}`)
    assert.equal((await record(other, base, card.code, 'ARRIVE')).status, 303)
    const answer = await visitor.submit(stale, /\/events$/, { status: 'NOTIFY:first' })
    assert.equal(answer.status, 409)
    assert.include(answer.words(), 'この画面を開いたあとに、ほかの人がこのカードに登録しました。')
    assert.lengthOf(await eventRows(municipality, card.id), 1)
    const again = await visitor.submit(answer, /\/events$/, { status: 'NOTIFY:first' })
    assert.equal(again.status, 303)
  })

  test('a form sent twice is recorded once', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    const page = await visitor.get(`${base}/entry?q=${card.code}`)
    const answers = await Promise.all([
      visitor.submit(page, /\/events$/, { status: 'ARRIVE' }),
      visitor.submit(page, /\/events$/, { status: 'ARRIVE' }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303]
    )
    assert.lengthOf(await eventRows(municipality, card.id), 1)
  })

  test('a warning asks for a reason; with one it is recorded and marked', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    const asked = await record(visitor, base, card.code, 'ISSUE:self')
    assert.equal(asked.status, 409)
    assert.include(asked.words(), '理由を入力してください')
    const done = await visitor.submit(asked, /\/events$/, {
      status: 'ISSUE:self',
      reason: '到着を記録していなかった',
    })
    assert.equal(done.status, 303)
    const [event] = await eventRows(municipality, card.id)
    assert.equal(event.verdict, 'warn')
    assert.equal(event.reason, coded('written'))
    const [line] = await tenancy.run(municipality, () => historyOf(card.id))
    assert.equal(line.reason, '到着を記録していなかった')
  })

  test('what is forbidden is refused with a sentence', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE')
    const twice = await record(visitor, base, card.code, 'ISSUE:self', { reason: 'もう一度' })
    assert.equal(twice.status, 409)
    assert.include(twice.words(), 'もう交付したカードです')
    await recordAll(municipality, card.id, { code: 'RETURN', variant: 'card' }, 'LOST')
    const lost = await record(visitor, base, card.code, 'ISSUE:self', { reason: '見つかった' })
    assert.include(lost.words(), '所在不明のカードは交付できません')
    assert.lengthOf(await eventRows(municipality, card.id), 4)
  })

  test('a number nobody knows, one that was stopped, and one without a card are told apart', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office('counter_manager')
    const [free, stopped] = await makeCodes(municipality, 2)
    await tenancy.run(municipality, () => revokeLinkCode(stopped, '試験'))
    const unknown = await visitor.get(`${base}/entry?q=ZZZZ`)
    assert.equal(unknown.status, 404)
    assert.include(unknown.words(), 'この番号は登録されていません')
    assert.include(
      (await visitor.get(`${base}/entry?q=${stopped}`)).words(),
      'このリンク番号は停止されています'
    )
    const page = await visitor.get(`${base}/entry?q=${free}`)
    const { id } = (await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(`SELECT id FROM counters WHERE name = '本庁窓口'`)
      return rows[0]
    })) as { id: string }
    const answer = await visitor.submit(page, /\/cards$/, {
      ...{ counter: id, kind: 'first', method: 'at_delivery', card_number: '000123' },
    })
    assert.equal(answer.status, 303)
    const shown = await visitor.get(`${base}/entry?q=０００１２３`)
    assert.equal(shown.status, 200)
    assert.include(shown.words(), formatReadableCode(free))
  })

  test('a clerk reaches the cards of the assigned counter, and those on their way to it [R44]', async ({
    assert,
  }) => {
    const { municipality, main, branch, visitor, base } = await office('counter_clerk', 'branch')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    assert.equal((await visitor.get(`${base}/cards/${card.id}`)).status, 404)
    assert.include(
      (await visitor.get(`${base}/entry?q=${card.code}`)).words(),
      '担当していない窓口のカードです'
    )
    await recordAll(municipality, card.id, {
      ...{ code: 'STORE', variant: 'sent', toCounterId: branch.id },
    })
    assert.equal((await visitor.get(`${base}/cards/${card.id}`)).status, 200)
  })

  test('cancelling in the middle is refused where the rest would make no sense', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE', {
      ...{ code: 'RETURN', variant: 'card' },
    })
    await recordAll(municipality, card.id, 'ISSUE')
    const refused = await cancel(visitor, base, card.id, 3, '返戻ではなかった')
    assert.equal(refused.status, 409)
    assert.include(refused.words(), 'あとの記録から順に取り消してください')
    assert.equal((await cancel(visitor, base, card.id, 4, '交付していない')).status, 303)
    assert.equal((await cancel(visitor, base, card.id, 3, '返戻ではなかった')).status, 303)
    assert.equal((await cardRow(municipality, card.id)).status, 'ISSUE')
  })

  test('re-issue closes the card and opens one that goes on from it [R90]', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE')
    const page = await visitor.get(`${base}/cards/${card.id}/reissue`)
    const answer = await visitor.submit(page, /\/reissue$/, {
      ...{ reason: '紛失の届', link_code: 'new' },
    })
    assert.equal(answer.status, 303)
    const next = answer.location.split('/').at(-1)!
    const [old, fresh] = [await cardRow(municipality, card.id), await cardRow(municipality, next)]
    assert.equal(old.status, 'REISSUE')
    assert.equal(fresh.parent_id, card.id)
    assert.notEqual(fresh.link_code, card.code)
    assert.include((await visitor.get(`${base}/cards/${next}`)).words(), '再交付の前のカードを見る')
    const scanned = await visitor.get(`${base}/entry?q=${card.code}`)
    assert.include(scanned.words(), '再交付した次のカードを見る')
    assert.equal((await cancel(visitor, base, card.id, 3, 'やめた')).status, 409)
  })

  test('re-issued after its link code was replaced or stopped, the card goes on under the latest', async ({
    assert,
  }) => {
    const { municipality, main, staff } = await office('counter_manager')
    const by = <Result>(work: () => Promise<Result>) =>
      tenancy.run(municipality, work, { kind: 'staff', staffId: staff.id })
    const reissued = async (newLinkCode: boolean, change: (code: string) => Promise<unknown>) => {
      const [{ id, code }] = await makeCards(municipality, main.id)
      await recordAll(municipality, id, 'ARRIVE', 'ISSUE')
      const changed = await by(() => change(code))
      const next = await by(() =>
        reissueCase({ caseId: id, reason: '紛失', newLinkCode, counterIds: null })
      )
      const { link_code: nextCode } = await cardRow(municipality, next)
      const { state } = (await by(() => findLinkCode(nextCode)))!
      return { code, changed, nextCode, state }
    }
    const replace = (code: string) => reissueLinkCode(code, '紛失')
    const kept = await reissued(false, replace)
    assert.equal(kept.nextCode, kept.changed)
    const fresh = await reissued(true, replace)
    assert.notInclude([fresh.code, fresh.changed], fresh.nextCode)
    for (const newLinkCode of [false, true]) {
      const stopped = await reissued(newLinkCode, (code) => revokeLinkCode(code, '紛失'))
      assert.notEqual(stopped.nextCode, stopped.code)
      assert.equal(stopped.state, 'active')
    }
    assert.equal(kept.state, 'active')
    assert.equal(fresh.state, 'active')
  })

  test('another module records through api.ts, once for each message', async ({ assert }) => {
    const { municipality, main } = await office()
    const [card] = await makeCards(municipality, main.id)
    const token = '019366d0-0000-7000-8000-000000000001'
    const tell = () =>
      tenancy.run(municipality, () =>
        recordProgress({
          ...{ linkCode: card.code, token },
          facts: { code: 'ARRIVE', source: 'file' },
        })
      )
    assert.deepEqual(await tell(), { recorded: true, caseId: card.id, seq: 1 })
    assert.deepEqual(await tell(), { recorded: true, caseId: card.id, seq: 1 })
    const refused = await tenancy.run(municipality, () =>
      recordProgress({ linkCode: card.code, facts: { code: 'LOST', source: 'file' } })
    )
    assert.deepEqual(refused, { recorded: false, because: 'reason_needed' })
    assert.lengthOf(await eventRows(municipality, card.id), 1)
  })

  test('whoever records 返戻, 差戻し or 交付不可 says why, and what came back', async ({
    assert,
  }) => {
    const { municipality, main, staff, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'NOTIFY')
    const tell = (facts: Omit<EventFacts, 'source'>) =>
      tenancy.run(municipality, () =>
        recordProgress({ linkCode: card.code, facts: { source: 'file', reason: '試験', ...facts } })
      )
    for (const [facts, because] of [
      [{ code: 'RETURN', cause: 'moved' }, 'variant_needed'],
      [{ code: 'RETURN', variant: 'notice' }, 'cause_needed'],
      [{ code: 'RETURN', variant: 'card', cause: 'died' }, 'cause_needed'],
      [{ code: 'SENDBACK' }, 'cause_needed'],
      [{ code: 'VOID' }, 'cause_needed'],
      [{ code: 'STORE', cause: 'moved' }, 'cause_of_another'],
    ] as const) {
      assert.deepEqual(await tell(facts), { recorded: false, because })
    }
    const token = randomUUID()
    await tenancy.run(
      municipality,
      async () => {
        const facts = { code: 'RETURN', variant: 'notice' } as const
        await startBulk({ token, facts, source: { caseIds: [card.id] }, counterIds: null })
      },
      { kind: 'staff', staffId: staff.id }
    )
    await runBulk(municipality, token)
    assert.include(
      (await visitor.get(`${base}/bulk/${token}`)).words(),
      'この状況は、原因を選んで登録します'
    )
    assert.lengthOf(await eventRows(municipality, card.id), 2)
    const returned = { code: 'RETURN', variant: 'notice', cause: 'moved' } as const
    assert.include(await tell(returned), { recorded: true, seq: 3 })
  })

  test('the top page has the four items, without 利用者管理 where nobody keeps residents [R96] [R103]', async ({
    assert,
  }) => {
    const { visitor, base } = await office('system_administrator')
    const words = (await visitor.get(`${base}/top`)).words()
    for (const item of ['進捗管理', '操作者管理', 'システム管理']) assert.include(words, item)
    assert.notInclude(words, '利用者管理')
  })
})
