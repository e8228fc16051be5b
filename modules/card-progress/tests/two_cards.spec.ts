import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { openCases } from '../actions/open_cases.js'
import { proposeDisposal } from '../actions/propose_disposal.js'
import { reissueCase } from '../actions/reissue_case.js'
import { saveStatuses } from '../actions/save_statuses.js'
import { closeStockTake, openStockTake, scanStock } from '../actions/take_stock.js'
import { disposableCards, findDisposal } from '../queries/disposals.js'
import { stockDifferences } from '../queries/stock_findings.js'
import { cardRow, eventRows, makeCards, office, recordAll } from './support.js'

const today = () => DateTime.now().setZone('Asia/Tokyo').toISODate()!

const typed = (code: string) => ({ typed: code, cardNumber: null, twice: false })

/** Another card that came for a link code whose first card was stopped. */
const openNext = (municipality: Municipality, counterId: string, code: string) =>
  tenancy.run(municipality, async () => {
    const common = { counterId, method: 'at_delivery', kind: 'first' } as const
    return (await openCases([{ linkCode: code }], common)).get(code)!
  })

/** Two cards at a counter under one link code: the first stopped, the second on its way to the person. */
async function twoCards() {
  const place = await office('counter_manager')
  const { municipality, main, staff } = place
  const [{ id: old, code }] = await makeCards(municipality, main.id)
  await recordAll(municipality, old, 'ARRIVE', 'VOID')
  const fresh = await openNext(municipality, main.id, code)
  await recordAll(municipality, fresh, 'ARRIVE')
  const by = <Result>(work: () => Promise<Result>) =>
    tenancy.run(municipality, work, { kind: 'staff', staffId: staff.id })
  const propose = (
    more: Partial<Parameters<typeof proposeDisposal>[0]>
  ): ReturnType<typeof proposeDisposal> =>
    by(() =>
      proposeDisposal({
        ...{ caseIds: [], codes: [], method: '裁断', reason: null, plannedOn: today() },
        ...{ counterIds: null, ...more },
      })
    )
  const cardsOf = async (outcome: Awaited<ReturnType<typeof proposeDisposal>>) => {
    if ('refused' in outcome) return outcome.refused.map(({ because }) => because)
    const disposal = await by(() => findDisposal(outcome.disposalId, null))
    return disposal!.list.map(({ id }) => id)
  }
  return { ...place, old, fresh, code, by, propose, cardsOf }
}

test.group('card-progress/two cards under one link code', () => {
  test('the one that was stopped is disposed of, whatever the new one is at', async ({
    assert,
  }) => {
    const { old, code, propose, cardsOf } = await twoCards()
    assert.deepEqual(await cardsOf(await propose({ codes: [typed(code)] })), [old])
  })

  test('the one a re-issue closed is disposed of before the new one has come', async ({
    assert,
  }) => {
    const { municipality, main, by, propose, cardsOf } = await twoCards()
    const [{ id, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE')
    await by(() =>
      reissueCase({ caseId: id, reason: '券面不備', newLinkCode: false, counterIds: null })
    )
    assert.deepEqual(await cardsOf(await propose({ codes: [typed(code)] })), [id])
  })

  test('of two that wait for it the one chosen in the list; a scan cannot tell them apart', async ({
    assert,
  }) => {
    const { municipality, main, old, fresh, code, propose, cardsOf, visitor, base } =
      await twoCards()
    await recordAll(municipality, fresh, 'VOID')
    assert.deepEqual(await cardsOf(await propose({ codes: [typed(code)] })), ['several_cards'])
    const page = await visitor.get(`${base}/disposals/new?counter=${main.id}`)
    for (const id of [old, fresh]) assert.include(page.text, `value="${id}"`)
    const answer = await visitor.submit(page, /\/disposals$/, {
      ...{ 'cases[]': fresh, 'method': '裁断', 'planned_on': today(), 'codes': '' },
    })
    assert.include((await visitor.get(answer.location)).text, `/cards/${fresh}"`)
    assert.notInclude((await visitor.get(answer.location)).text, `/cards/${old}"`)
  })

  test('a scan in a stock-take finds both, and both are missing where nothing was scanned', async ({
    assert,
  }) => {
    const { main, old, fresh, code, by } = await twoCards()
    const take = (scans: string[]) =>
      by(async () => {
        const id = await openStockTake({ counterId: main.id, shelf: null, counterIds: null })
        if (scans.length > 0) await scanStock(id, scans.map(typed))
        await closeStockTake(id)
        return (await stockDifferences(id, true)).map(({ finding, caseId }) => [finding, caseId])
      })
    assert.deepEqual(await take([code]), [])
    assert.sameDeepMembers(await take([]), [
      ['missing', old],
      ['missing', fresh],
    ])
  })
})

test.group('card-progress/廃棄 out of the ordinary', () => {
  test('a card nobody stopped asks for a reason, is marked, and is recorded with it', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card, stopped] = await makeCards(municipality, main.id, 2)
    await recordAll(municipality, card.id, 'ARRIVE')
    await recordAll(municipality, stopped.id, 'ARRIVE', 'VOID')
    const fields = { codes: `${card.code}\n${stopped.code}`, method: '裁断', planned_on: today() }
    const form = await visitor.get(`${base}/disposals/new`)
    const asked = await visitor.submit(form, /\/disposals$/, fields)
    assert.equal(asked.status, 422)
    assert.include(asked.words(), '登録するときは理由を入力してください')
    const done = await visitor.submit(form, /\/disposals$/, { ...fields, reason: '#instructed' })
    const words = (await visitor.get(done.location)).words()
    assert.include(words, '責任者の指示')
    assert.lengthOf(words.match(/警告あり/g)!, 1)
    const second = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    await second.submit(await second.get(done.location), /\/confirm$/, { counted: '2' })
    const last = async (id: string) => (await eventRows(municipality, id)).at(-1)
    assert.deepInclude(await last(card.id), {
      ...{ code: 'DISPOSE', verdict: 'warn', reason: '#instructed' },
    })
    assert.deepInclude(await last(stopped.id), { code: 'DISPOSE', verdict: 'normal', reason: null })
  })

  test('a card that is warned of only by then keeps all of them, and is named', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'VOID')
    const proposed = await visitor.submit(
      await visitor.get(`${base}/disposals/new`),
      /\/disposals$/,
      { codes: card.code, method: '裁断', planned_on: today() }
    )
    await visitor.submit(await visitor.get(`${base}/cards/${card.id}/cancel?seq=2`), /\/cancel$/, {
      reason: '別のカード',
    })
    const second = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const page = await second.get(proposed.location)
    const answer = await second.submit(page, /\/confirm$/, { counted: '1' })
    assert.equal(answer.status, 409)
    assert.include(answer.words(), 'いまは廃棄できないカードが1枚あります')
    assert.include(answer.words(), 'ふつうは登録しません')
    assert.equal((await cardRow(municipality, card.id)).status, 'ARRIVE')
    assert.include((await second.get(proposed.location)).words(), '確認を待っています')
  })

  test('where 廃棄 is not used the first person is told, not the second', async ({ assert }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'VOID')
    await tenancy.run(municipality, () =>
      saveStatuses([{ code: 'DISPOSE', name: null, inUse: false }])
    )
    const form = await visitor.get(`${base}/disposals/new`)
    const fields = { codes: card.code, method: '裁断', planned_on: today() }
    const answer = await visitor.submit(form, /\/disposals$/, fields)
    assert.equal(answer.status, 422)
    assert.include(answer.words(), 'この自治体では使わないことになっています')
  })

  test('a card waits in one proposal at a time, of two at once too', async ({ assert }) => {
    const { old, propose, cardsOf } = await twoCards()
    const both = await Promise.all([propose({ caseIds: [old] }), propose({ caseIds: [old] })])
    const cards = [await cardsOf(both[0]), await cardsOf(both[1])]
    assert.sameDeepMembers(cards, [[old], ['proposed_already']])
  })

  test('the list of a counter is for those who work there', async ({ assert }) => {
    const { main, branch, old, by } = await twoCards()
    const listedFor = (counterIds: string[] | null) =>
      by(async () => (await disposableCards(main.id, counterIds)).map(({ id }) => id))
    assert.deepEqual(await listedFor([main.id]), [old])
    assert.deepEqual(await listedFor([branch.id]), [])
  })
})
