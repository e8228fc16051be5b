import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import { tenancy } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { openCases } from '../actions/open_cases.js'
import { recordEvents } from '../actions/record_events.js'
import { reissueCase } from '../actions/reissue_case.js'
import { casesOutOfBalance } from '../queries/cases_out_of_balance.js'
import { waitingCard } from '../queries/window_of_code.js'
import { cardRow, makeCards, office, recordAll, town } from './support.js'

test.group('card-progress/a card that is finished with', () => {
  test('found after a re-issue it is in stock again, and can be disposed of', async ({
    assert,
  }) => {
    const { municipality, main, staff, visitor, base } = await office('counter_manager')
    const [{ id, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', 'LOST')
    const next = await tenancy.run(
      municipality,
      () => reissueCase({ caseId: id, reason: '紛失', newLinkCode: false, counterIds: null }),
      { kind: 'staff', staffId: staff.id }
    )
    await recordAll(municipality, next, 'ARRIVE')
    const lost = await visitor.get(`${base}/cards/${id}`)
    assert.include(lost.words(), '所在不明')
    const listed = async (statuses: string) => {
      const { text } = await visitor.get(`${base}/cards?statuses=${statuses}`)
      return new RegExp(`/cards/${id}"[\\s\\S]*?</tr>`).exec(text)?.[0]
    }
    assert.include(await listed('LOST'), 'badge--danger')
    assert.include(await listed('REISSUE'), 'badge--danger')
    const board = await visitor.get(`${base}/board`)
    assert.include(board.words(), '終わったカードのうち、所在不明のものが1枚あります')
    const [, all] = /href="([^"]*cards\?statuses=LOST[^"]*)"/.exec(board.text)!
    assert.include((await visitor.get(all.replaceAll('&amp;', '&'))).text, `/cards/${id}"`)
    const answer = await visitor.submit(lost, /\/events$/, {
      ...{ status: 'ARRIVE', reason: '見つかった', shelf: 'Z-9', counter: '', cause: '' },
    })
    assert.equal(answer.status, 303)
    assert.include(await cardRow(municipality, id), {
      ...{ status: 'REISSUE', in_stock: true, shelf: 'Z-9' },
    })
    assert.notInclude((await visitor.get(`${base}/cards/${id}`)).text, 'badge--danger')
    assert.isUndefined(await listed('LOST'))
    assert.match((await listed('REISSUE'))!, /<span class="badge badge--info">在庫</)
    assert.notInclude((await visitor.get(`${base}/board`)).words(), '終わったカードのうち')
    const proposed = await visitor.submit(
      await visitor.get(`${base}/disposals/new`),
      /\/disposals$/,
      { codes: code, method: '裁断', planned_on: '2026-11-01' }
    )
    const second = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    await second.submit(await second.get(proposed.location), /\/confirm$/, { counted: '1' })
    assert.equal((await cardRow(municipality, id)).status, 'DISPOSE')
    assert.equal((await cardRow(municipality, next)).status, 'ARRIVE')
    assert.deepEqual(await tenancy.run(municipality, () => casesOutOfBalance()), [])
  })

  test('stopped it stays stopped wherever it is laid, and opens no booking', async ({ assert }) => {
    const { municipality, main } = await town()
    const [{ id, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', 'VOID', { code: 'RETURN', variant: 'notice' })
    await recordAll(municipality, id, { code: 'STORE', shelf: 'X-1' })
    assert.include(await cardRow(municipality, id), { status: 'VOID', shelf: 'X-1' })
    assert.equal(await tenancy.run(municipality, () => waitingCard(code)), 'none')
    await recordAll(municipality, id, 'LOST')
    assert.include(await cardRow(municipality, id), { status: 'VOID', in_stock: false })
    await recordAll(municipality, id, 'ARRIVE')
    assert.include(await cardRow(municipality, id), { status: 'VOID', in_stock: true })
    assert.deepEqual(await tenancy.run(municipality, () => casesOutOfBalance()), [])
  })

  test('of two cards of a code that come back at once one goes on, the other is told apart', async ({
    assert,
  }) => {
    const { municipality, main } = await town()
    const [{ id: first, code }] = await makeCards(municipality, main.id)
    await recordAll(municipality, first, 'ARRIVE', 'ISSUE')
    const second = await tenancy.run(municipality, async () => {
      const common = { counterId: main.id, method: 'at_delivery', kind: 'renewal' } as const
      return (await openCases([{ linkCode: code }], common)).get(code)!
    })
    await recordAll(municipality, second, 'ARRIVE', 'ISSUE')
    const outcomes = await tenancy.run(municipality, () =>
      recordEvents(
        [first, second],
        { code: 'RETURN', variant: 'card', cause: 'not_collected' },
        { counterIds: null, token: randomUUID() }
      )
    )
    assert.deepEqual(
      outcomes.map((one) => (one.outcome === 'refused' ? one.because : one.outcome)),
      ['recorded', 'another_live']
    )
  })
})

test.group('card-progress/moving a card to another counter', () => {
  test('is sending and receiving: nothing else moves it', async ({ assert }) => {
    const { municipality, main, branch } = await town()
    const [{ id }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE')
    const at = (code: 'ARRIVE' | 'STORE' | 'RETURN', variant?: string) =>
      tenancy.run(municipality, async () => {
        const facts = { code, variant, counterId: branch.id, reason: '試験' }
        const [one] = await recordEvents([id], facts, { counterIds: null })
        return one.outcome === 'refused' ? one.because : one.outcome
      })
    for (const [code, variant] of [
      ['ARRIVE', undefined],
      ['STORE', 'stored'],
      ['STORE', 'shelved'],
      ['RETURN', 'card'],
    ] as const) {
      assert.equal(await at(code, variant), 'to_be_sent', `${code} ${variant}`)
    }
    await recordAll(municipality, id, {
      ...{ code: 'STORE', variant: 'sent', toCounterId: branch.id },
    })
    assert.equal(await at('ARRIVE'), 'in_transit')
  })

  test('is received by those who work where it went, not by those who sent it', async ({
    assert,
  }) => {
    const { municipality, main, branch } = await town()
    const [{ id }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', {
      ...{ code: 'STORE', variant: 'sent', toCounterId: branch.id },
    })
    const receive = (counterIds: string[]) =>
      tenancy.run(municipality, async () => {
        const [one] = await recordEvents(
          [id],
          { code: 'STORE', variant: 'received' },
          { counterIds }
        )
        return one.outcome === 'refused' ? one.because : one.outcome
      })
    assert.equal(await receive([main.id]), 'not_receiver')
    assert.equal(await receive([branch.id]), 'recorded')
  })
})
