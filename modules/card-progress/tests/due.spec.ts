import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { setSettings } from '#tests/support/municipality'
import { cancelEvent } from '../actions/cancel_event.js'
import { runBulk } from '../actions/run_bulk.js'
import { confirmFollowUps } from '../actions/settle_follow_ups.js'
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
      db.rawQuery(`SELECT state FROM follow_ups WHERE case_id = ? AND rule = 'notice'`, [late.id])
    )
    assert.deepEqual(rows, [{ state: 'passed' }])
  })

  test('a card is not given up before the day its reminder named', async ({ assert }) => {
    const { municipality, main } = await town()
    await setSettings(municipality.id, {
      ...{ 'card-progress.reminder_days': 30, 'card-progress.application_days': 1 },
    })
    const [waits, over] = await makeCards(municipality, main.id, 2)
    for (const [{ id }, left] of [
      [waits, 0],
      [over, 1],
    ] as const) {
      await recordAll(municipality, id, {
        ...{ code: 'NOTIFY', variant: 'reminder', happenedOn: ago(40), deadline: ago(left) },
      })
      await tenancy.run(municipality, () =>
        db.rawQuery('UPDATE card_cases SET applied_on = ?::date WHERE id = ?', [ago(400), id])
      )
    }
    await listOverdueJob({ municipalityId: municipality.id })
    assert.deepEqual(await due(municipality, 'dispose'), [`reminder ${over.id}`])
  })

  test('a card is listed wherever it stands when its day has passed', async ({ assert }) => {
    const { municipality, main } = await town()
    const cards = await makeCards(municipality, main.id, 5)
    const [missed, came, stored, coming, done] = cards
    for (const { id } of cards) {
      await recordAll(municipality, id, 'ARRIVE', {
        ...{ code: 'NOTIFY', variant: 'first', happenedOn: ago(100), deadline: ago(2) },
      })
    }
    await recordAll(municipality, missed.id, { code: 'RESERVE', visitAt: `${ago(1)}T10:00` })
    await recordAll(municipality, came.id, 'VISIT')
    await recordAll(municipality, stored.id, 'STORE')
    await recordAll(municipality, coming.id, { code: 'RESERVE', visitAt: '2099-01-01T10:00' })
    await recordAll(municipality, done.id, 'ISSUE')
    await listOverdueJob({ municipalityId: municipality.id })
    assert.sameMembers(
      await due(municipality, 'remind'),
      [missed, came, stored].map(({ id }) => `still_here ${id}`)
    )
  })

  test('a card that comes back to where it was due waits again', async ({ assert }) => {
    const { municipality, main } = await town()
    const [{ id }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', {
      ...{ code: 'NOTIFY', variant: 'first', happenedOn: ago(100), deadline: ago(1) },
    })
    const night = async () => {
      await listOverdueJob({ municipalityId: municipality.id })
      return due(municipality, 'remind')
    }
    assert.lengthOf(await night(), 1)
    await recordAll(municipality, id, 'VISIT')
    assert.lengthOf(await due(municipality, 'remind'), 0)
    await night()
    await tenancy.run(municipality, () =>
      cancelEvent({ caseId: id, seq: 3, reason: '別のカード', counterIds: null })
    )
    assert.deepEqual(await night(), [`notice ${id}`])
  })

  test('what was confirmed waits again where it was not recorded, and not before that is tried', async ({
    assert,
  }) => {
    const { municipality, main, staff } = await office('counter_manager')
    const [{ id }] = await makeCards(municipality, main.id)
    await recordAll(municipality, id, 'ARRIVE', {
      ...{ code: 'NOTIFY', variant: 'first', happenedOn: ago(100), deadline: ago(1) },
    })
    const night = async () => {
      await listOverdueJob({ municipalityId: municipality.id })
      return tenancy.run(municipality, () => openFollowUps('remind', null))
    }
    const confirm = async () => {
      const [{ id: line }] = await night()
      const token = randomUUID()
      await tenancy.run(
        municipality,
        () =>
          confirmFollowUps({
            ...{ kind: 'remind', ids: [line], counterIds: null, token },
            facts: { code: 'NOTIFY', variant: 'reminder', deadline: '2099-12-31' },
          }),
        { kind: 'staff', staffId: staff.id }
      )
      return token
    }
    const refused = await confirm()
    assert.lengthOf(await night(), 0)
    const off = (inUse: boolean) =>
      tenancy.run(municipality, () =>
        db.rawQuery(
          `INSERT INTO progress_statuses (municipality_id, code, in_use) VALUES (?, 'NOTIFY', ?)
           ON CONFLICT (municipality_id, code) DO UPDATE SET in_use = excluded.in_use`,
          [municipality.id, inUse]
        )
      )
    await off(false)
    await runBulk(municipality, refused)
    await off(true)
    assert.lengthOf(await night(), 1)
    await runBulk(municipality, await confirm())
    assert.lengthOf(await night(), 0)
    await tenancy.run(municipality, () =>
      cancelEvent({ caseId: id, seq: 3, reason: '別のカード', counterIds: null })
    )
    assert.lengthOf(await night(), 1)
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
      db.rawQuery(
        `UPDATE card_cases SET applied_on = ?::date, status_on = ?::date, deadline = ?::date
          WHERE id = ?`,
        [ago(400), ago(100), ago(1), late.id]
      )
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
