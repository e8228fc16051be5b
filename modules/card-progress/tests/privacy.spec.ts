import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { entriesOf } from '#app/audit/tests/support'
import { collectPerson } from '#app/privacy/queries/collect_person'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { cancelEvent } from '../actions/cancel_event.js'
import endOldReasons from '../actions/end_old_reasons.js'
import personEraser from '../actions/person_eraser.js'
import { recordEvent } from '../actions/record_event.js'
import { reissueCase } from '../actions/reissue_case.js'
import { coded } from '../coded_words.js'
import { historyOf } from '../queries/history_of.js'
import storedReasons from '../queries/stored_reasons.js'
import { makeCards, recordAll, town } from './support.js'

const dayAfter = (days: number) => inTokyo(today()).plus({ days }).toISODate()!

test('card-progress/one person › tells what happened to the card of a link code, and to no other', async ({
  assert,
}) => {
  const { municipality, main } = await town()
  const [mine, other] = await makeCards(municipality, main.id, 2)
  await recordAll(municipality, mine.id, 'ARRIVE', 'NOTIFY')
  await recordAll(municipality, other.id, 'ARRIVE')
  const { sections } = await tenancy.run(municipality, () =>
    collectPerson({ kind: 'link_code', id: mine.code }, i18nManager.locale('ja'))
  )
  const cards = sections.filter(({ title }) => title.startsWith('カード'))
  assert.lengthOf(cards, 1)
  assert.include(cards[0].title, formatReadableCode(mine.code))
  assert.deepEqual(
    cards[0].rows.map(({ value }) => value),
    ['カード到着　理由：試験', '通知書送付（初回）　理由：試験']
  )
})

test.group('card-progress/words about a card end', () => {
  const reasons = async (municipality: Municipality, id: string) =>
    (await tenancy.run(municipality, () => historyOf(id))).map(({ reason }) => reason)

  test('with their time, and the events stay', async ({ assert }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(
      ...([municipality, card.id, 'ARRIVE'] as const),
      { code: 'NOTIFY', reason: coded('other') },
      { code: 'STORE', variant: 'stored', reason: '#2の窓口で聞いた' }
    )
    const endBefore = (before: string) =>
      tenancy.run(municipality, () => endOldReasons({ before, limit: 10 }))
    assert.equal(await endBefore(today()), 0)
    assert.equal(await endBefore(dayAfter(1)), 2)
    const ended = [coded('written'), coded('other'), coded('written')]
    assert.deepEqual(await reasons(municipality, card.id), ended)
    assert.equal(await endBefore(dayAfter(1)), 0)
  })

  test('and the log, which nobody can shorten, never has any', async ({ assert }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const words = '甥の二郎が持ち去った'
    await tenancy.run(municipality, async () => {
      const { seq } = await recordEvent({
        ...{ caseId: card.id, facts: { code: 'STORE', reason: words }, counterIds: null },
      })
      await cancelEvent({ caseId: card.id, seq, reason: words, counterIds: null })
      await reissueCase({ caseId: card.id, reason: words, newLinkCode: true, counterIds: null })
    })
    const entries = await entriesOf(municipality)
    for (const action of ['cancel', 'reissue']) {
      const [{ detail }] = entries.filter((entry) => entry.action === `card-progress.${action}`)
      assert.equal(detail.reason, coded('written'))
    }
    assert.notInclude(JSON.stringify(entries), '二郎')
  })

  test('when one person is erased: theirs, and nobody else’s', async ({ assert }) => {
    const { municipality, main } = await town()
    const [mine, other] = await makeCards(municipality, main.id, 2)
    await recordAll(municipality, mine.id, 'ARRIVE')
    await recordAll(municipality, other.id, 'ARRIVE')
    const keys = [{ kind: 'link_code', id: mine.code }]
    const i18n = i18nManager.locale('ja')
    const { goes, stays } = await tenancy.run(municipality, () =>
      personEraser.preview(keys, { i18n })
    )
    assert.deepEqual(goes, ['カード1枚の進捗に書かれた理由1件'])
    assert.lengthOf(stays, 1)
    assert.equal(await tenancy.run(municipality, () => personEraser.erase(keys)), 1)
    assert.deepEqual(await reasons(municipality, mine.id), [coded('written')])
    assert.deepEqual(await reasons(municipality, other.id), ['試験'])
  })

  test('stand in the way of holding no resident data until they have ended', async ({ assert }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const i18n = i18nManager.locale('ja')
    const reasonsAgainst = () => tenancy.run(municipality, () => storedReasons({ i18n }))
    assert.deepEqual(await reasonsAgainst(), [{ label: '文字で書かれた進捗の理由', count: 1 }])
    await tenancy.run(municipality, () => endOldReasons({ before: dayAfter(1), limit: 10 }))
    assert.deepEqual(await reasonsAgainst(), [])
  })
})
