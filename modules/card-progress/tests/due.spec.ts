import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { setSettings } from '#tests/support/municipality'
import listOverdueJob from '../jobs/list_overdue.js'
import { openFollowUps } from '../queries/follow_ups.js'
import { cardRow, eventRows, makeCards, office, recordAll, town } from './support.js'

const ago = (days: number) => DateTime.now().setZone('Asia/Tokyo').minus({ days }).toISODate()!

const due = (municipality: Municipality, kind: 'remind' | 'dispose') =>
  tenancy.run(municipality, async () =>
    (await openFollowUps(kind, null)).map(({ caseId, rule }) => `${rule} ${caseId}`)
  )

test.group('card-progress/督促対象・廃棄候補', () => {
  test('are listed by night, by the municipality’s days, once', async ({ assert }) => {
    const { municipality, main } = await town()
    await setSettings(municipality.id, {
      'card-progress.reminder_days': 30,
      'card-progress.application_days': 60,
      'card-progress.mail_return_days': 20,
    })
    const cards = await makeCards(municipality, main.id, 8)
    const [late, intime, reserved, reminded, young, returned, backCard, noshow] = cards
    const notify = (id: string, variant: string, day: string, deadline: string) =>
      recordAll(municipality, id, { code: 'NOTIFY', variant, happenedOn: day, deadline })
    await notify(late.id, 'first', ago(100), ago(1))
    await notify(intime.id, 'first', ago(10), ago(0))
    await notify(reserved.id, 'first', ago(100), ago(1))
    await recordAll(municipality, reserved.id, { code: 'RESERVE', visitAt: '2099-01-01T10:00' })
    await notify(reminded.id, 'reminder', ago(31), ago(1))
    await notify(young.id, 'reminder', ago(31), ago(1))
    await recordAll(municipality, returned.id, {
      ...{ code: 'RETURN', variant: 'notice', happenedOn: ago(31) },
    })
    await recordAll(municipality, backCard.id, {
      ...{ code: 'RETURN', variant: 'card', happenedOn: ago(21) },
    })
    await recordAll(municipality, noshow.id, { code: 'NOSHOW', happenedOn: ago(91) })
    await tenancy.run(municipality, () =>
      db.rawQuery('UPDATE card_cases SET applied_on = ?::date WHERE id = ANY (?::uuid[])', [
        ago(61),
        [reminded.id, returned.id, backCard.id],
      ] as any[])
    )
    for (let night = 0; night < 2; night++) {
      await listOverdueJob({ municipalityId: municipality.id })
      assert.sameMembers(await due(municipality, 'remind'), [
        `notice ${late.id}`,
        `no_visit ${noshow.id}`,
      ])
      assert.sameMembers(await due(municipality, 'dispose'), [
        `reminder ${reminded.id}`,
        `notice_returned ${returned.id}`,
        `card_returned ${backCard.id}`,
      ])
    }
    /** Whoever comes after all is on no list any more. */
    await recordAll(municipality, late.id, 'VISIT')
    assert.deepEqual(await due(municipality, 'remind'), [`no_visit ${noshow.id}`])
    await listOverdueJob({ municipalityId: municipality.id })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT state FROM follow_ups WHERE case_id = ?', [late.id])
    )
    assert.deepEqual(rows, [{ state: 'passed' }])
  })

  test('a person confirms: 督促 becomes a mailing, a candidate becomes 交付不可', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await office('counter_manager')
    const [late, other] = await makeCards(municipality, main.id, 2)
    for (const { id } of [late, other]) {
      await recordAll(municipality, id, { code: 'ARRIVE', happenedOn: ago(120) })
      await recordAll(municipality, id, {
        ...{ code: 'NOTIFY', variant: 'first', happenedOn: ago(100), deadline: ago(10) },
      })
    }
    await listOverdueJob({ municipalityId: municipality.id })
    const page = await visitor.get(`${base}/follow-ups`)
    assert.include(page.words(), '督促対象 2')
    const ids = [...page.text.matchAll(/name="ids\[\]"[^>]*value="([^"]+)"/g)].map(([, id]) => id)
    assert.lengthOf(ids, 2)
    const list = await tenancy.run(municipality, () => openFollowUps('remind', null))
    const idOf = (caseId: string) => list.find((one) => one.caseId === caseId)!.id
    const done = await visitor.submit(page, /follow-ups$/, {
      ...{ 'ids[]': idOf(late.id), 'decision': 'confirm' },
    })
    assert.include((await visitor.get(done.location)).words(), '登録した 1枚')
    assert.equal((await cardRow(municipality, late.id)).status_variant, 'reminder')
    const dismissed = await visitor.submit(await visitor.get(`${base}/follow-ups`), /follow-ups$/, {
      ...{ 'ids[]': idOf(other.id), 'decision': 'dismiss' },
    })
    assert.equal(dismissed.status, 303)
    await listOverdueJob({ municipalityId: municipality.id })
    assert.deepEqual(await due(municipality, 'remind'), [])

    await setSettings(municipality.id, { 'card-progress.application_days': 1 })
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE card_cases SET applied_on = ?::date, status_on = ?::date WHERE id = ?`, [
        ago(400),
        ago(100),
        late.id,
      ])
    )
    await listOverdueJob({ municipalityId: municipality.id })
    const candidates = await visitor.get(`${base}/follow-ups?kind=dispose`)
    const [candidate] = await tenancy.run(municipality, () => openFollowUps('dispose', null))
    await visitor.submit(candidates, /follow-ups$/, {
      ...{ 'ids[]': candidate.id, 'decision': 'confirm' },
    })
    const events = await eventRows(municipality, late.id)
    assert.deepInclude(events.at(-1), { code: 'VOID', cause: 'expired' })
  })
})
