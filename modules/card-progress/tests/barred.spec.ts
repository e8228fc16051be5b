import { test } from '@japa/runner'
import { tenancy } from '#app/tenancy/main'
import { switchModule } from '#tests/support/municipality'
import {
  assignLinkCode,
  changeStanding,
  deleteResidents,
  storeResidents,
} from '#tests/support/residents'
import { openCases } from '../actions/open_cases.js'
import { recordEvent } from '../actions/record_event.js'
import { reissueCase } from '../actions/reissue_case.js'
import { recordProgress } from '../api.js'
import { cardRow, eventRows, office, recordAll, refusal } from './support.js'

const SENTENCE = '利用停止か登録抹消になっているため、交付できません'

/** Two residents whose cards wait at the counter; the first one's use is suspended. */
async function oneSuspended() {
  const here = await office('counter_manager')
  const { municipality, main } = here
  await switchModule(municipality.id, 'resident-registry', true)
  const cards = await tenancy.run(municipality, async () => {
    const residents = await storeResidents([
      { number: '1', values: { name: '甲野　一郎' } },
      { number: '2', values: { name: '乙野　二郎' } },
    ])
    const codes = [await assignLinkCode(residents[0]), await assignLinkCode(residents[1])]
    const opened = await openCases(
      codes.map((linkCode) => ({ linkCode })),
      { counterId: main.id, method: 'at_delivery', kind: 'first' }
    )
    return codes.map((code, i) => ({ id: opened.get(code)!, code, resident: residents[i] }))
  })
  for (const { id } of cards) {
    await recordAll(municipality, id, 'ARRIVE', { code: 'STORE', variant: 'stored' })
  }
  const change = (what: 'suspend' | 'resume' | 'deregister') =>
    tenancy.run(municipality, () => changeStanding(cards[0].resident, what, '届出'))
  await change('suspend')
  return { ...here, cards, change }
}

const issue = (municipality: { id: number }, caseId: string) =>
  tenancy.run(municipality, () =>
    recordEvent({ caseId, facts: { code: 'ISSUE' }, counterIds: null })
  )

test.group('card-progress/cards of suspended and deregistered residents [R105]', () => {
  test('are not handed over at the counter, nor by the next scan, and a sentence says so', async ({
    assert,
  }) => {
    const { municipality, visitor, base, cards, change } = await oneSuspended()
    const page = await visitor.get(`${base}/cards/${cards[0].id}`)
    const refused = await visitor.submit(page, /\/events$/, { status: 'ISSUE:self' })
    assert.equal(refused.status, 409)
    assert.include(refused.words(), SENTENCE)
    const scanned = await visitor.submit(await visitor.get(`${base}/entry`), /\/entry$/, {
      ...{ q: cards[0].code, status: 'ISSUE:self' },
    })
    assert.equal(scanned.status, 409)
    assert.include(scanned.words(), SENTENCE)
    await change('deregister')
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'person_barred')
    assert.lengthOf(await eventRows(municipality, cards[0].id), 2)
    await recordAll(municipality, cards[0].id, 'VOID')
  })

  test('are refused among many, while the others are handed over', async ({ assert }) => {
    const { municipality, visitor, base, cards } = await oneSuspended()
    const answer = await visitor.submit(await visitor.get(`${base}/bulk`), /\/bulk$/, {
      ...{ source: 'codes', codes: cards.map(({ code }) => code).join('\n') },
      ...{ status: 'ISSUE:self' },
    })
    const words = (await visitor.get(answer.location)).words()
    assert.include(words, SENTENCE)
    assert.include(words, '登録できなかったカードが1枚')
    assert.equal((await cardRow(municipality, cards[0].id)).status, 'STORE')
    assert.equal((await cardRow(municipality, cards[1].id)).status, 'ISSUE')
  })

  test('are refused to other modules and files as well', async ({ assert }) => {
    const { municipality, cards } = await oneSuspended()
    const told = await tenancy.run(municipality, () =>
      recordProgress({ linkCode: cards[0].code, facts: { code: 'ISSUE', source: 'file' } })
    )
    assert.deepEqual(told, { recorded: false, because: 'person_barred' })
  })

  test('are handed over once the person is in use again, and where nobody keeps a register', async ({
    assert,
  }) => {
    const { municipality, cards, change } = await oneSuspended()
    await switchModule(municipality.id, 'resident-registry', false)
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'recorded')
    await recordAll(municipality, cards[0].id, { code: 'RETURN', variant: 'card' }, 'STORE')
    await switchModule(municipality.id, 'resident-registry', true)
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'person_barred')
    await change('resume')
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'recorded')
  })

  test('stay so once the person was deleted from the register', async ({ assert }) => {
    const { municipality, cards, change } = await oneSuspended()
    await change('deregister')
    await tenancy.run(municipality, () => deleteResidents([cards[0].resident]))
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'person_barred')
    assert.equal(await refusal(issue(municipality, cards[1].id)), 'recorded')
  })

  test('stay so under the link code another card is given in the place of the old one', async ({
    assert,
  }) => {
    const { municipality, cards, change } = await oneSuspended()
    await change('resume')
    const reissue = (id: string) =>
      tenancy.run(municipality, () =>
        reissueCase({
          caseId: id,
          reason: '番号を他人に見られた',
          newLinkCode: true,
          counterIds: null,
        })
      )
    const [next, others] = [await reissue(cards[0].id), await reissue(cards[1].id)]
    assert.notEqual((await cardRow(municipality, next)).link_code, cards[0].code)
    await change('suspend')
    for (const id of [next, others]) await recordAll(municipality, id, 'ARRIVE', 'STORE')
    assert.equal(await refusal(issue(municipality, next)), 'person_barred')
    assert.equal(await refusal(issue(municipality, others)), 'recorded')
  })

  test('a suspension at the same moment comes before or after the hand-over', async ({
    assert,
  }) => {
    const { municipality, cards, change } = await oneSuspended()
    await change('resume')
    const suspended = tenancy.run(municipality, async () => {
      await changeStanding(cards[0].resident, 'suspend', '届出')
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(await refusal(issue(municipality, cards[0].id)), 'person_barred')
    await suspended
  })
})
