import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { erasePerson } from '#app/privacy/actions/erase_person'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { recordProgress } from '#modules/card-progress/api'
import { createAccount } from '#tests/support/account'
import { openCards } from '#tests/support/cards'
import { createStaff, setSettings, switchModule } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { bookForCard, townTogether } from '#tests/support/together'
import { assignLinkCode, reassignLinkCode } from '../actions/assign_link_codes.js'
import handedOverResidents from '../queries/handed_over_residents.js'
import { inTown, rowsOf, store, TARO } from './support.js'

const RULE = 'resident-registry.handed_over'
const daysAgo = (days: number) => inTokyo(today()).minus({ days }).toISODate()!

/** An office with everything on, and as many residents as cards that were handed over, so many days ago each. */
async function town(days: number[]) {
  const place = await townTogether([
    ...['reservation', 'accounts', 'card-progress', 'resident-registry'],
  ])
  const { municipality, main } = place
  const ids = await store(
    municipality,
    days.map((_, i) => ({ number: String(i), values: TARO }))
  )
  const codes = await inTown(municipality, async () => {
    const assigned: string[] = []
    for (const id of ids) assigned.push(await assignLinkCode(id))
    return assigned
  })
  await longAgo(municipality)
  await openCards(municipality, main.id, codes)
  for (const [i, code] of codes.entries()) await handOver(municipality, code, days[i])
  return { ...place, ids, codes }
}

/** As if the codes had been given to whoever has them a year ago. */
const longAgo = (municipality: Municipality) =>
  inTown(municipality, () =>
    db.rawQuery("UPDATE resident_link_codes SET assigned_at = assigned_at - interval '400 days'")
  )

async function handOver(municipality: Municipality, linkCode: string, days: number) {
  const happened = { happenedOn: daysAgo(days), reason: '#other', source: 'test' }
  const facts = { code: 'ISSUE', ...happened } as const
  const { recorded } = await inTown(municipality, () => recordProgress({ linkCode, facts }))
  if (!recorded) throw new Error('The card could not be handed over.')
}

const left = async (municipality: Municipality) =>
  (await rowsOf(municipality, 'residents')).map(({ id }) => id)

test.group('resident-registry/after the card was handed over [domain §6]', () => {
  test('on the last day a resident is still there, the day after nothing is of them, in any module', async ({
    assert,
  }) => {
    const { municipality, ids, codes } = await town([180, 181, 500])
    await createAccount(municipality, { userId: codes[1] })
    await applyRetention(municipality)
    assert.deepEqual(await left(municipality), [ids[0]])
    const accounts = await rowsOf(municipality, 'accounts')
    assert.notInclude(
      accounts.map(({ user_id: id }) => id),
      codes[1]
    )
    const records = await rowsOf(municipality, 'deletion_records')
    const sum = (what: string) =>
      records.filter((row) => row.what === what).reduce((n, row) => n + row.records, 0)
    assert.deepEqual([sum(RULE), sum('resident-registry'), sum('accounts')], [2, 2, 1])
    assert.equal(new Set(records.map(({ run_id: run }) => run)).size, 1)
    assert.lengthOf(await entriesOf(municipality, 'person.erase'), 2)
  })

  test('the municipality says how many days; done again it does nothing more', async ({
    assert,
  }) => {
    const { municipality, ids } = await town([29, 31])
    await applyRetention(municipality)
    assert.lengthOf(await left(municipality), 2)
    await setSettings(municipality.id, { 'privacy.resident-registry_handed_over': 30 })
    const changed = await municipalities.byId(municipality.id)
    await applyRetention(changed)
    const records = await rowsOf(municipality, 'deletion_records')
    await applyRetention(changed)
    assert.deepEqual(await left(municipality), [ids[0]])
    assert.deepEqual(await rowsOf(municipality, 'deletion_records'), records)
  })

  test('who waits for another card stays, whichever code it is for, and who is about to', async ({
    assert,
  }) => {
    const { municipality, main, ids, codes } = await town([300, 300, 300, 300])
    await openCards(municipality, main.id, [codes[0]])
    const again = await inTown(municipality, async () => {
      const second = await reassignLinkCode(ids[1], '書類の紛失')
      await reassignLinkCode(ids[2], '書類の紛失')
      return second
    })
    await openCards(municipality, main.id, [again])
    await applyRetention(municipality)
    assert.sameMembers(await left(municipality), ids.slice(0, 3))

    await longAgo(municipality)
    await applyRetention(municipality)
    assert.sameMembers(await left(municipality), ids.slice(0, 2))
    await handOver(municipality, codes[0], 10)
    await handOver(municipality, again, 200)
    await applyRetention(municipality)
    assert.deepEqual(await left(municipality), [ids[0]])
  })

  test('who has a visit to come stays until it is over, and the access history says why', async ({
    assert,
  }) => {
    const place = await town([300, 300])
    const { municipality, ids, codes } = place
    const account = await createAccount(municipality, { userId: codes[0] })
    await bookForCard({ ...place, account }, { windowReason: 'asked' })
    await applyRetention(municipality)
    assert.deepEqual(await left(municipality), [ids[0]])
    const entries = await entriesOf(municipality, 'core.apply_retention')
    const { detail } = entries.find((entry) => entry.detail.rule === RULE)!
    assert.equal(detail.count, 1)
    assert.deepEqual(Object.values(detail.left), [1])
    assert.include(Object.keys(detail.left)[0], 'これからの予約が1件')
    const seen = await entriesOf(municipality, 'person.erase')
    assert.deepEqual(
      seen.map(({ subject_id: id }) => id),
      [ids[1]]
    )
  })

  test('killed between two people it goes on where it was, page by page', async ({ assert }) => {
    const { municipality } = await town([300, 300, 300, 300, 300])
    const before = daysAgo(180)
    const page = async (after: string | null) => {
      const { persons, next } = await handedOverResidents({ before, after, limit: 2 })
      for (const person of persons) await erasePerson(person, i18nManager.locale('ja'))
      return next
    }
    const next = await tenancy.run(municipality, () => page(null))
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await page(next)
        throw new Error('killed')
      })
    )
    assert.lengthOf(await left(municipality), 3)
    await applyRetention(municipality, 2)
    assert.isEmpty(await left(municipality))
    const records = await rowsOf(municipality, 'deletion_records')
    const ofRule = records.filter(({ what }) => what === RULE)
    assert.deepEqual(
      ofRule.map(({ records: n }) => n),
      [2, 1]
    )
  })

  test('two nights at once erase everybody once', async ({ assert }) => {
    const { municipality } = await town([300, 300, 300, 300])
    await Promise.all([applyRetention(municipality, 1), applyRetention(municipality, 1)])
    assert.isEmpty(await left(municipality))
    assert.lengthOf(await entriesOf(municipality, 'person.erase'), 4)
  })

  test('with the cards off there is no such rule: no setting, no word of it, and nobody is erased', async ({
    assert,
  }) => {
    const { municipality } = await town([300])
    const staff = await createStaff(municipality, 'system_administrator')
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff`
    const kept = async () => (await visitor.get(`${base}/privacy`)).words()
    const settings = async () => (await visitor.get(`${base}/settings/privacy`)).words()
    assert.include(await kept(), '最後のカードを渡した人は、その日から180日で消します')
    assert.include(await settings(), 'カードを渡した住民の消去')

    await switchModule(municipality.id, 'card-progress', false)
    assert.notInclude(await kept(), '最後のカードを渡した人')
    assert.notInclude(await settings(), 'カードを渡した住民の消去')
    await applyRetention(await municipalities.byId(municipality.id))
    assert.lengthOf(await left(municipality), 1)
  })
})
