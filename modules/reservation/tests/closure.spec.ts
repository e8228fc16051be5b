import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { countReservations, expireHolds, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { dateOf } from '#tests/support/waitlist'
import { acceptMove } from '../actions/accept_move.js'
import { cancelReservation } from '../actions/cancel_reservation.js'
import { changeReservation } from '../actions/change_reservation.js'
import { closeCounters } from '../actions/close_counters.js'
import { confirmReservation } from '../actions/confirm_reservation.js'
import { declineMove } from '../actions/decline_move.js'
import { holdSlot } from '../actions/hold_slot.js'
import { publishSchedule } from '../actions/publish_schedule.js'
import { releaseExpiredHolds as releaseHolds } from '../actions/release_expired_holds.js'
import { reopenCounters } from '../actions/reopen_counters.js'
import { makeBookingToken } from '../booking_token.js'
import cancelClosed from '../jobs/cancel_closed.js'
import markNoShows from '../jobs/mark_no_shows.js'
import offerMoves from '../jobs/offer_moves.js'
import releaseExpiredHolds from '../jobs/release_expired_holds.js'
import { closureParties, countMoves, MOVE_STANDINGS } from '../queries/closure_parties.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'
import { movePassFor } from '../reservation_pass.js'

const REASON = '停電のため'

/** A counter with bookings that has to close, another one with room, and who decides. */
async function office(options: { capacity?: number; elsewhere?: number } = {}) {
  const { capacity = 5, elsewhere = 10 } = options
  const { id } = await createMunicipality()
  await setSettings(id, { 'reservation.most_persons': 3 })
  const municipality = await municipalities.byId(id)
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const another = await createCounter(municipality, { name: '駅前出張所' })
  const slots = await createSlots(municipality, counter, { count: 2, capacity })
  const others = await createSlots(municipality, another, { count: 4, capacity: elsewhere })
  const day = await tenancy.run(municipality, () => dateOf(slots[0]))
  const staff = await createStaff(municipality, 'system_administrator')
  return {
    ...{ municipality, counter, another, slots, others, day, staff },
    resident: new Resident(new Visitor(), municipality.slug),
    visitor: await signedIn(municipality.slug, staff),
    base: `/${municipality.slug}/staff/closures`,
    close: () =>
      tenancy.run(municipality, () =>
        closeCounters({
          ...{ counterId: counter.id, from: day, until: day },
          ...{ reason: REASON, staffId: staff.id },
        })
      ),
    offer: (closureId: string) =>
      offerMoves({ municipalityId: id, closureId, counterIds: [another.id], hours: 48 }),
  }
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

const progress = (municipality: Municipality, closure: string) =>
  tenancy.run(municipality, () => countMoves(closure))

const partiesOf = (municipality: Municipality, closure: string) =>
  tenancy.run(municipality, () => closureParties(closure, MOVE_STANDINGS))

const mails = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT template FROM mail_messages ORDER BY created_at')
    return rows.map(({ template }: { template: string }) => template) as string[]
  })

test.group('reservation/closure [R128]', () => {
  test('stops new bookings at once, lets holds lapse, keeps reservations, and opens again as before', async ({
    assert,
  }) => {
    const { municipality, slots, resident, visitor, base, counter, day } = await office()
    await resident.book(slots[0])
    const held = (await resident.hold(slots[0]))!
    const asked = new URLSearchParams({
      counter: counter.id,
      from: day,
      until: day,
      reason: REASON,
    })
    const seen = await visitor.get(`${base}/new?${asked}`)
    assert.include(seen.words(), '1組（1件）の予約があります')
    assert.isNotNull(await resident.hold(slots[1]), 'looking changes nothing')
    const closed = await visitor.submit(seen, /closures$/)
    assert.equal(closed.status, 303)

    assert.isNull(await resident.book(slots[0]))
    assert.isNull(await resident.confirm(held))
    assert.deepEqual(
      (await slotCounts(municipality, slots)).map(({ capacity, taken }) => [capacity, taken]),
      [
        [1, 1],
        [0, 0],
      ]
    )
    const page = await visitor.get(closed.location)
    for (const word of [REASON, '1組（1人）', '未案内']) assert.include(page.words(), word)
    const reopened = await visitor.submit(page, /reopen$/)
    assert.equal(reopened.status, 303)
    await visitor.submit(page, /reopen$/)
    assert.deepEqual(
      (await slotCounts(municipality, slots)).map(({ capacity, taken }) => [capacity, taken]),
      [
        [5, 1],
        [5, 0],
      ]
    )
    assert.isNotNull(await resident.book(slots[0]))
  })

  test('offers the nearest time as held seats, families together; a button accepts, once', async ({
    assert,
  }) => {
    const { municipality, slots, others, resident, close, offer } = await office()
    await setField(municipality, 'email', 'optional')
    const token = (await resident.hold(slots[0], undefined, { persons: '2' }))!
    const booked = (await resident.confirm(token, { old_card: 'no', email: 'taro@example.jp' }))!
    const closure = await close()
    await offer(closure)
    await offer(closure)
    assert.deepEqual(
      (await slotCounts(municipality, others)).map(({ taken }) => taken),
      [2, 0, 0, 0]
    )
    assert.deepEqual(await mails(municipality), ['reservation.made', 'reservation.closure_offer'])
    assert.include(await progress(municipality, closure), {
      parties: 1,
      persons: 2,
      waiting: 1,
      toPhone: 0,
    })

    const [{ partyId }] = await partiesOf(municipality, closure)
    const address = `/${municipality.slug}/moves/${movePassFor(municipality.id, closure, partyId)}`
    const visitor = new Visitor()
    for (let i = 0; i < 2; i++) {
      const page = await visitor.get(address)
      for (const word of [REASON, '本庁窓口', '駅前出張所']) assert.include(page.words(), word)
    }
    assert.include(
      await progress(municipality, closure),
      { waiting: 1 },
      'reading a mail changes nothing'
    )
    for (let i = 0; i < 2; i++) {
      assert.equal((await visitor.post(`${address}/accept`)).status, 303)
      assert.include((await visitor.get(address)).words(), '日時を変更しました')
    }
    assert.include(await progress(municipality, closure), { waiting: 0, moved: 1 })
    assert.deepEqual(
      (await slotCounts(municipality, [slots[0], others[0]])).map(({ taken }) => taken),
      [0, 2]
    )
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    assert.include(await mails(municipality), 'reservation.changed')
    assert.isNotNull(await resident.open(booked), 'number and key of the paper stay good')
  })

  test('declined or missed, the seats come back, and the phone sheet has who is to be called', async ({
    assert,
  }) => {
    const { municipality, slots, others, resident, visitor, base, close, offer } = await office()
    for (let i = 0; i < 3; i++) await resident.book(slots[0])
    const closure = await close()
    await offer(closure)
    const parties = await partiesOf(municipality, closure)
    const page = await visitor.get(`${base}/${closure}`)
    const declined = await visitor.submit(page, new RegExp(`${parties[0].partyId}/decline$`))
    assert.equal(declined.status, 303)
    await visitor.submit(page, new RegExp(`${parties[1].partyId}/accept$`))
    assert.include(await progress(municipality, closure), {
      declined: 1,
      moved: 1,
      waiting: 1,
      toPhone: 2,
    })
    await expireHolds(municipality)
    assert.include(await progress(municipality, closure), { missed: 1, waiting: 0 })
    const sheet = (await visitor.get(`${base}/${closure}/phone`)).words()
    assert.include(sheet, '電話連絡票')
    assert.include(sheet, '返事なし')
    assert.equal((sheet.match(/□/g) ?? []).length, 2)
    await tenancy.run(municipality, () => releaseHolds())
    await offer(closure)
    assert.include(await progress(municipality, closure), { waiting: 1, missed: 0 })
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    assert.equal(
      (await slotCounts(municipality, others)).reduce((sum, { taken }) => sum + taken, 0),
      2
    )
  })

  test('the time to answer begins when the mail may leave', async ({ assert }) => {
    const { municipality, slots, another, resident, close } = await office()
    await resident.book(slots[0])
    const closure = await close()
    const [{ partyId }] = await partiesOf(municipality, closure)
    await offerMoves({
      ...{ municipalityId: municipality.id, closureId: closure, counterIds: [another.id] },
      ...{ hours: 1, batch: { partyIds: [partyId], after: inHours(2) } },
    })
    const [{ offer }] = await partiesOf(municipality, closure)
    const hours = (Date.parse(offer!.until!) - Date.now()) / 3_600_000
    assert.closeTo(hours, 3, 0.05)
  })

  test('many are left to jobs of their own, each with its time for the mails', async ({
    assert,
  }) => {
    const { municipality, slots, resident, close, offer } = await office({
      ...{ capacity: 60, elsewhere: 60 },
    })
    for (let i = 0; i < 52; i++) await resident.book(slots[0])
    const closure = await close()
    await offer(closure)
    assert.include(await progress(municipality, closure), { waiting: 50, open: 2 })
    const { rows } = await db
      .connection('system')
      .rawQuery(
        `SELECT data FROM pgboss.job WHERE name = 'reservation.offer_moves' AND data ->> 'closureId' = ?`,
        [closure]
      )
    assert.lengthOf(rows, 1)
    assert.closeTo((Date.parse(rows[0].data.batch.after) - Date.now()) / 1000, 100, 60)
    await offerMoves(rows[0].data)
    assert.include(await progress(municipality, closure), { waiting: 52, open: 0 })
  }).timeout(90_000)

  test('never offers more than there is, and says so to those without a seat, once', async ({
    assert,
  }) => {
    const { municipality, slots, resident, close, offer } = await office({ elsewhere: 0 })
    await setField(municipality, 'email', 'optional')
    const token = (await resident.hold(slots[0]))!
    await resident.confirm(token, { old_card: 'no', email: 'taro@example.jp' })
    const closure = await close()
    await offer(closure)
    await offer(closure)
    assert.include(await progress(municipality, closure), { open: 1, waiting: 0 })
    assert.deepEqual(await mails(municipality), ['reservation.made', 'reservation.closure'])
  })

  test('cancels the rest as a last resort, after a tick, once', async ({ assert }) => {
    const { municipality, slots, resident, visitor, base, close, offer } = await office()
    await setField(municipality, 'email', 'optional')
    for (let i = 0; i < 3; i++) {
      const token = (await resident.hold(slots[0]))!
      await resident.confirm(token, { old_card: 'no', email: 'taro@example.jp' })
    }
    const closure = await close()
    await offer(closure)
    const [moved] = await partiesOf(municipality, closure)
    await tenancy.run(municipality, () => acceptMove(closure, moved.partyId))
    const page = await visitor.get(`${base}/${closure}`)
    assert.equal((await visitor.submit(page, /cancel$/)).status, 422)
    assert.equal((await visitor.submit(page, /cancel$/, { sure: 'yes' })).status, 303)
    const job = { municipalityId: municipality.id, closureId: closure }
    await Promise.all([cancelClosed(job), cancelClosed(job)])
    await cancelClosed(job)
    assert.include(await progress(municipality, closure), {
      parties: 3,
      moved: 1,
      cancelled: 2,
      waiting: 0,
    })
    const sent = (await mails(municipality)).filter(
      (one) => one === 'reservation.closure_cancelled'
    )
    assert.lengthOf(sent, 2)
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
  })

  test('two closures of one day: opening one leaves the other closed', async ({ assert }) => {
    const { municipality, slots, counter, close, day } = await office()
    const first = await close()
    const second = await tenancy.run(municipality, () =>
      closeCounters({ counterId: null, from: day, until: day, reason: REASON, staffId: null })
    )
    const capacity = async () => (await slotCounts(municipality, slots))[0].capacity
    await tenancy.run(municipality, () => reopenCounters(first, counter.id))
    assert.equal(await capacity(), 0)
    await tenancy.run(municipality, () => reopenCounters(second, null))
    assert.equal(await capacity(), 5)
  })
})

test.group('reservation/closure of the day itself [R128] [R53]', () => {
  /** Everybody's time goes by, closed; the day after, where told so. */
  const goBy = (municipality: Municipality, interval: string) =>
    tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE slots SET starts_at = starts_at - ?::interval, ends_at = ends_at - ?::interval,
                visit_date = (starts_at - ?::interval)::date
          WHERE closure_id IS NOT NULL`,
        [interval, interval, interval]
      )
    )

  async function closedDay() {
    const place = await office()
    await setField(place.municipality, 'email', 'optional')
    for (let i = 0; i < 2; i++) {
      const token = (await place.resident.hold(place.slots[0]))!
      await place.resident.confirm(token, { old_card: 'no', email: 'taro@example.jp' })
    }
    const closure = await place.close()
    return { ...place, closure, job: { municipalityId: place.municipality.id } }
  }

  test('nobody is marked as not having come, offers can still be accepted, and addresses stay until it is settled', async ({
    assert,
  }) => {
    const { municipality, closure, offer, job, visitor, base } = await closedDay()
    await offer(closure)
    await goBy(municipality, '8 days')
    await markNoShows(job)
    await releaseExpiredHolds(job)
    assert.equal(await countReservations(municipality, 'no_show'), 0)
    assert.include(await progress(municipality, closure), { waiting: 2, withAddress: 2 })
    const [party] = await partiesOf(municipality, closure)
    await tenancy.run(municipality, () => acceptMove(closure, party.partyId))
    assert.include(await progress(municipality, closure), { moved: 1, waiting: 1 })

    const page = await visitor.get(`${base}/${closure}`)
    await visitor.submit(page, /reopen$/)
    await markNoShows(job)
    assert.equal(await countReservations(municipality, 'no_show'), 0, 'nobody could come')
  })

  test('the rest is cancelled as the page says, although its time has come', async ({ assert }) => {
    const { municipality, closure, job } = await closedDay()
    await goBy(municipality, '8 days')
    await cancelClosed({ ...job, closureId: closure })
    assert.include(await progress(municipality, closure), { cancelled: 2, open: 0 })
    assert.lengthOf(
      (await mails(municipality)).filter((one) => one === 'reservation.closure_cancelled'),
      2
    )
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
  })

  test('the resident’s own page says why, and leads to the time that is held', async ({
    assert,
  }) => {
    const { slots, resident, close, offer } = await office()
    const booked = (await resident.book(slots[0]))!
    const closure = await close()
    const page = (await resident.open(booked))!
    const closed = await resident.visitor.get(page)
    for (const word of [REASON, 'ほかの日時に変更するか']) assert.include(closed.words(), word)
    await offer(closure)
    const offered = await resident.visitor.get(page)
    const [, link] = offered.text.match(/href="([^"]*\/moves\/[^"]*)"/)!
    assert.include((await resident.visitor.get(link)).words(), '駅前出張所')
  })

  test('publishing goes on where somebody moved away from a slot that is no more', async ({
    assert,
  }) => {
    const { municipality, counter, closure, offer, day, slots } = await closedDay()
    await offer(closure)
    for (const { partyId } of await partiesOf(municipality, closure)) {
      await tenancy.run(municipality, () => acceptMove(closure, partyId))
    }
    await tenancy.run(municipality, () => reopenCounters(closure, counter.id))
    const { removed } = await publishSchedule(municipality, { from: day, until: day })
    assert.isAbove(removed, 0)
    assert.equal((await slotCounts(municipality, slots))[0].capacity, 0, 'remembered, closed')
  })
})

test.group('reservation/closing a temporary counter [R119] [R121] [R124]', () => {
  test('shows its period to residents, and its end leads to those who still have a reservation', async ({
    assert,
  }) => {
    const { municipality, counter, slots, resident, visitor, day } = await office()
    await resident.book(slots[0])
    const page = `/${municipality.slug}/staff/schedule/${counter.id}/end`
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
    const seen = await visitor.get(`${page}?last_day=${before}`)
    assert.include(seen.words(), '1組（1件）の予約があります')
    assert.equal(
      (await visitor.submit(seen, /end$/, { last_day: '2020-01-01', reason: REASON })).status,
      422
    )
    const ended = await visitor.submit(seen, /end$/, { last_day: before, reason: '臨時窓口の終了' })
    assert.match(ended.location, /closures\/[0-9a-f-]{36}$/)
    assert.include((await visitor.get(ended.location)).words(), '1組（1人）')
    const closed = await visitor.get(ended.location)
    assert.include(closed.words(), '先に延ばすと、ここで再開できます')
    const [{ fields }] = closed.forms()
    const pressed = await visitor.post(`${ended.location}/reopen`, fields)
    assert.equal(pressed.status, 422)
    assert.include(pressed.words(), '再開していません')
    const calendar = await new Visitor().get(
      `/${municipality.slug}/calendar?counter=${counter.code}`
    )
    assert.match(calendar.words(), /この窓口は\d{4}年\d+月\d+日.*まで開いています/)
    assert.isNull(await resident.book(slots[1]))
  })
})

test.group('reservation/closures, listed', () => {
  test('all of them, page by page', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO closures (municipality_id, first_day, last_day, reason, closed_at)
         SELECT ?, '2026-01-01', '2026-01-01', 'その' || n, now() - make_interval(mins => n)
           FROM generate_series(1, 101) AS n`,
        [municipality.id]
      )
    )
    const first = await visitor.get(base)
    assert.include(first.words(), '101')
    assert.notInclude(first.words(), 'その101')
    assert.include((await visitor.get(`${base}?page=3`)).words(), 'その101')
  })
})

test.group('reservation/closure of all counters', () => {
  test('is asked for with the form’s 「すべての窓口」, and closes them all', async ({ assert }) => {
    const { base, day, others, resident, slots, visitor } = await office()
    await resident.book(slots[0])
    const asked = new URLSearchParams({ counter: '', from: day, until: day, reason: REASON })
    const check = await visitor.get(`${base}/new?${asked}`)
    assert.equal(check.status, 200)
    assert.include(check.words(), 'すべての窓口')
    assert.include(check.words(), '1組（1件）の予約があります')
    assert.equal((await visitor.submit(check, /closures$/)).status, 303)
    assert.isNull(await resident.book(slots[1]))
    assert.isNull(await resident.book(others[0]))
  })
})

test.group('reservation/closure, whatever happens at once [R125]', () => {
  test('no seat is given twice or lost, and nobody is counted twice', async ({ assert }) => {
    const happening = fc.constantFrom(
      'accept',
      'decline',
      'cancel',
      'change',
      'offer',
      'cancel all',
      'reopen',
      'close',
      'book'
    )
    const property = fc.asyncProperty(
      fc.array(fc.array(happening, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
      async (rounds) => {
        const { municipality, slots, others, counter, close, offer } = await office({
          elsewhere: 1,
        })
        const run = (work: () => Promise<unknown>) => tenancy.run(municipality, work)
        const book = async (slotId: string, persons = 1) => {
          const token = makeBookingToken()
          await run(async () => {
            await holdSlot({ slotId, token, minutes: 10, party: { persons, consecutive: false } })
            await confirmReservation(token, { filled: { values: {} } })
          })
        }
        for (const persons of [1, 2, 1]) await book(slots[0], persons)
        const closure = await close()
        await offer(closure)
        const parties = await partiesOf(municipality, closure)
        const of = (i: number) => parties[i % parties.length]
        for (const round of rounds) {
          const outcomes = await Promise.allSettled(
            round.map((what, i) => {
              if (what === 'accept') return run(() => acceptMove(closure, of(i).partyId))
              if (what === 'decline') return run(() => declineMove(closure, of(i).partyId))
              if (what === 'cancel')
                return run(() => cancelReservation({ id: of(i).reservationId }))
              if (what === 'change')
                return run(() =>
                  changeReservation({ id: of(i).reservationId, toSlotId: others[i % 4] })
                )
              if (what === 'offer') return offer(closure)
              if (what === 'cancel all')
                return cancelClosed({ municipalityId: municipality.id, closureId: closure })
              if (what === 'reopen') return run(() => reopenCounters(closure, counter.id))
              if (what === 'close') return close()
              return book(slots[i % 2])
            })
          )
          for (const outcome of outcomes) {
            if (outcome.status === 'fulfilled') continue
            assert.isBelow(outcome.reason.status ?? 500, 500, String(outcome.reason))
          }
          assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
          for (const { taken, capacity } of await slotCounts(municipality, [...slots, ...others])) {
            assert.isAtMost(taken, capacity)
          }
          const counts = await progress(municipality, closure)
          assert.equal(
            MOVE_STANDINGS.reduce((sum, one) => sum + counts[one], 0),
            counts.parties
          )
        }
      }
    )
    await fc.assert(property, { numRuns: 8, seed: 20261124 })
  }).timeout(90_000)
})
