import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { collectPerson } from '#app/privacy/queries/collect_person'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { makeCards, recordAll, town } from './support.js'

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
    cards[0].rows.map(({ value }) => value.replace(/（.*/, '')),
    ['カード到着', '通知書送付']
  )
})
