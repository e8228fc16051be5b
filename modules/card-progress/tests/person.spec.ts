import { test } from '@japa/runner'
import { tenancy } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { createStaff, switchModule } from '#tests/support/municipality'
import { assignLinkCode, storeResidents } from '#tests/support/residents'
import { signedIn } from '#tests/support/staff_session'
import { openCases } from '../actions/open_cases.js'
import { cardRow, makeCards, office, recordAll } from './support.js'

const bornYearsAgo = (years: number) => {
  const date = inTokyo(today()).minus({ years, days: 1 }).toISODate()!
  return { kind: 'exact', date, text: date }
}

/** A card whose link code is a registered resident's. */
async function knownCard() {
  const place = await office('counter_manager')
  const { municipality, main } = place
  await switchModule(municipality.id, 'resident-registry', true)
  const card = await tenancy.run(municipality, async () => {
    const [resident] = await storeResidents([
      {
        number: '1',
        values: { name: '甲野　一郎', sex: '1', birth_date: bornYearsAgo(77) },
      },
    ])
    const linkCode = await assignLinkCode(resident)
    const opened = await openCases([{ linkCode }], {
      ...{ counterId: main.id, method: 'at_delivery', kind: 'first' },
    })
    return opened.get(linkCode)!
  })
  return { ...place, card }
}

test.group('card-progress/whose card it is (PG1, PG5)', () => {
  test('the card’s page shows the resident to those who may see them, and nothing once the register is off', async ({
    assert,
  }) => {
    const { municipality, visitor, base, card } = await knownCard()
    assert.include((await visitor.get(`${base}/cards/${card}`)).words(), '甲野 一郎')
    await switchModule(municipality.id, 'resident-registry', false)
    const without = await visitor.get(`${base}/cards/${card}`)
    assert.equal(without.status, 200)
    assert.notInclude(without.words(), '甲野')
  })

  test('what was handed over is counted by age and sex of the residents', async ({ assert }) => {
    const { municipality, visitor, base, card } = await knownCard()
    await recordAll(municipality, card, 'ARRIVE', 'ISSUE')
    const [stranger] = await makeCards(municipality, (await cardRow(municipality, card)).counter_id)
    await recordAll(municipality, stranger.id, 'ARRIVE', 'ISSUE')
    const report = base.replace(/\/progress$/, '/reports/resident-registry.issued_by_age')
    const words = (await visitor.get(report)).words()
    assert.match(words, /75～79歳 1 1 0 0/)
    assert.match(words, /不明 1 0 0 1/)
    assert.match(words, /合計 2 1 0 1/)
    await switchModule(municipality.id, 'card-progress', false)
    assert.equal((await visitor.get(report)).status, 404)
  })

  test('the top page has 利用者管理 where the register is on', async ({ assert }) => {
    const { municipality, visitor, base } = await knownCard()
    assert.include((await visitor.get(`${base}/top`)).words(), '利用者管理')
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    const seen = (await clerk.get(`${base}/top`)).words()
    assert.include(seen, '利用者管理')
    assert.notInclude(seen, '利用者情報の登録')
    await switchModule(municipality.id, 'resident-registry', false)
    assert.notInclude((await visitor.get(`${base}/top`)).words(), '利用者管理')
  })
})
