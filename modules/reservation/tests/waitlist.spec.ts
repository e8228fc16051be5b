import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { Resident } from '#tests/support/resident'
import { countReservations, expireHolds, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { dateOf } from '#tests/support/waitlist'
import { releaseExpiredHolds } from '../actions/release_expired_holds.js'
import returnSeats from '../jobs/return_seats.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

async function town(settings: Record<string, unknown> = {}, capacity = 1) {
  const municipality = await createMunicipality()
  await setSettings(municipality.id, {
    'reservation.waitlist': true,
    ...Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [`reservation.${key}`, value])
    ),
  })
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, { count: 2, capacity, daysAhead: 3 })
  const date = await tenancy.run(municipality, () => dateOf(slots[0]))
  const resident = new Resident(new Visitor(), municipality.slug)
  const base = `/${municipality.slug}`
  return {
    ...{ municipality, counter, slots, date, resident, base },
    taken: async () => (await slotCounts(municipality, slots)).map(({ taken }) => taken),
    balanced: () => tenancy.run(municipality, seatsOutOfBalance),
    minute: async () => {
      await tenancy.run(municipality, () => releaseExpiredHolds())
      await returnSeats({ municipalityId: municipality.id })
    },
    /** Joins the line from the calendar's link. @returns number and code */
    join: async (asked: Record<string, string> = {}, query = '') => {
      const form = await resident.visitor.get(
        `${base}/waitlist?counter=${counter.code}&date=${date}${query}`
      )
      const sent = await resident.visitor.submit(form, /waitlist$/, asked)
      if (sent.status !== 303) throw new Error(`${sent.status}: ${sent.words()}`)
      const page = await resident.visitor.get(sent.location)
      const [number, code] = [
        ...page.text
          .match(/<dl class="key-figure">[\s\S]*?<\/dl>/)![0]
          .matchAll(/<dd[^>]*>([^<]*)</g),
      ].map((match) => match[1].trim())
      return { number, code }
    },
    /** Opens a place in the line by number and code. */
    look: async (entry: { number: string; code: string }) => {
      const sent = await resident.visitor.post(`${base}/waitlist/look-up`, entry)
      if (sent.status !== 303) throw new Error(`${sent.status}: ${sent.words()}`)
      return resident.visitor.get(sent.location)
    },
  }
}

test.group('reservation/freed seats [R66]', () => {
  test('come back after a while of their own, and count as taken until then', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken, balanced, minute } = await town({
      return_delay_minutes: 30,
    })
    const booked = (await resident.book(slots[0]))!
    await resident.visitor.post(`${await resident.open(booked)}/cancel`)
    await minute()
    assert.deepEqual(await taken(), [1, 0])
    assert.isNull(await resident.hold(slots[0]))
    assert.deepEqual(await balanced(), [])

    const early = await resident.visitor.get(`/${municipality.slug}/slots/${slots[1]}`)
    await tenancy.run(municipality, () =>
      db.rawQuery("UPDATE returning_seats SET returns_at = now() - interval '1 second'")
    )
    const claimed = await resident.visitor.submit(early, /holds$/, { slot: slots[0] })
    assert.equal(claimed.status, 303, 'a claim frees what is due without waiting for the job')
    assert.deepEqual(await taken(), [1, 0])
    assert.deepEqual(await balanced(), [])
  })

  test('a visit that moves by one slot does not wait for its own seat', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town({
      return_delay_minutes: 30,
    })
    const [third] = await createSlots(
      municipality,
      { id: await counterOf(municipality, slots[0]) },
      { after: 60, daysAhead: 3, capacity: 1 }
    )
    const type = await createProcedureType(municipality, { minutes: 60 })
    const page = await resident.open((await resident.book(slots[0], type.code))!)
    assert.equal((await resident.visitor.post(`${page}/change/${slots[1]}`)).status, 303)
    assert.deepEqual(await taken(), [1, 1])
    assert.deepEqual(await slotCounts(municipality, [third]), [{ capacity: 1, taken: 1 }])
    assert.deepEqual(await balanced(), [])
  })
})

const counterOf = (municipality: { id: number }, slot: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT counter_id AS id FROM slots WHERE id = ?', [slot])
    return rows[0].id as string
  })

test.group('reservation/waitlist', () => {
  test('is offered for full days only, and only where it is switched on', async ({ assert }) => {
    const { municipality, slots, date, counter, resident, base } = await town()
    const query = `counter=${counter.code}&date=${date}`
    await resident.book(slots[0])
    assert.include(
      (await resident.visitor.get(`${base}/waitlist?${query}`)).words(),
      'この日には空きがあります'
    )
    assert.notInclude((await resident.visitor.get(`${base}/calendar?n=1`)).text, 'waitlist?')
    await resident.book(slots[1])
    assert.include(
      (await resident.visitor.get(`${base}/calendar?n=2`)).text.replaceAll('&amp;', '&'),
      `/waitlist?${query}`
    )
    assert.equal((await resident.visitor.get(`${base}/waitlist?date=%00`)).status, 200)
    await setSettings(municipality.id, { 'reservation.waitlist': false })
    assert.equal((await resident.visitor.get(`${base}/waitlist?${query}`)).status, 404)
  })

  test('a form sent twice is one place; one sent when a seat is left is told so', async ({
    assert,
  }) => {
    const { municipality, counter, date, slots, resident, base } = await town()
    const bookings = [(await resident.book(slots[0]))!, (await resident.book(slots[1]))!]
    const form = await resident.visitor.get(`${base}/waitlist?counter=${counter.code}&date=${date}`)
    const twice = await Promise.all([1, 2].map(() => resident.visitor.submit(form, /waitlist$/)))
    assert.deepEqual(
      twice.map(({ status }) => status),
      [303, 303]
    )
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT number FROM waitlist_entries')
    )
    assert.deepEqual(rows, [{ number: 1 }])
    await setSettings(municipality.id, { 'reservation.waitlist': true })
    await resident.visitor.post(`${await resident.open(bookings[0])}/cancel`)
    await tenancy.run(municipality, () =>
      db.rawQuery("UPDATE waitlist_entries SET state = 'withdrawn', settled_at = now()")
    )
    await returnSeats({ municipalityId: municipality.id })
    const late = await resident.visitor.submit(form, /waitlist$/, {
      token: 'another-resident-token',
    })
    assert.equal(late.status, 409)
    assert.include(late.words(), 'この日には空きがあります')
  })

  test('a freed seat is held for the first in line and never seen as free; taken, it is a booking like any other', async ({
    assert,
  }) => {
    const { slots, resident, taken, balanced, minute, join, look } = await town()
    const [early] = [(await resident.book(slots[0]))!, (await resident.book(slots[1]))!]
    const [first, second] = [await join(), await join()]
    assert.deepEqual([first.number, second.number], ['1', '2'])
    assert.include((await look(second)).words(), '前に待っている方 1組')

    await resident.visitor.post(`${await resident.open(early)}/cancel`)
    assert.deepEqual(await taken(), [1, 1])
    assert.isNull(await resident.hold(slots[0]), 'nobody jumps the line')
    await minute()
    await minute()
    assert.deepEqual(await taken(), [1, 1])
    assert.include((await look(second)).words(), '状況 待っています')
    const offered = await look(first)
    assert.include(offered.words(), '席をお取りしています')
    const token = /\/holds\/([\w-]{22})"/.exec(offered.text)![1]
    assert.equal(
      (await resident.visitor.get(`${resident.slug ? `/${resident.slug}` : ''}/holds/${token}`))
        .status,
      200
    )
    assert.isNotNull(await resident.confirm(token))
    assert.include((await look(first)).words(), '状況 予約済')
    assert.deepEqual(await balanced(), [])
  })

  test('not taken in time it goes to the next one; the last one who leaves sets it free', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken, balanced, minute, join, look } = await town()
    const [early] = [(await resident.book(slots[0]))!, (await resident.book(slots[1]))!]
    const [first, second] = [await join(), await join()]
    await resident.visitor.post(`${await resident.open(early)}/cancel`)
    await minute()
    await expireHolds(municipality)
    await minute()
    assert.include((await look(first)).words(), '状況 時間切れ')
    const offered = await look(second)
    assert.include(offered.words(), '席をお取りしています')
    const left = await resident.visitor.submit(offered, /withdraw$/)
    assert.equal(left.status, 303)
    assert.equal((await resident.visitor.submit(offered, /withdraw$/)).status, 409)
    assert.include((await look(second)).words(), '状況 取り下げ')
    await minute()
    assert.deepEqual(await taken(), [0, 1])
    assert.equal(await countReservations(municipality, 'held'), 0)
    assert.deepEqual(await balanced(), [])
  })

  test('passes over whom a seat does not fit, and does not lose their place', async ({
    assert,
  }) => {
    const { municipality, slots, resident, balanced, minute, join, look } = await town({
      most_persons: 2,
    })
    const booked = (await resident.book(slots[0]))!
    await resident.book(slots[1])
    const family = await join({ persons: '2' })
    const single = await join()
    await resident.visitor.post(`${await resident.open(booked)}/cancel`)
    await minute()
    assert.include((await look(family)).words(), '状況 待っています')
    assert.include((await look(single)).words(), '席をお取りしています')
    assert.equal(await countReservations(municipality, 'held'), 1)
    assert.deepEqual(await balanced(), [])
  })

  test('writes when there is an address, in the language of the form, and forgets the address', async ({
    assert,
  }) => {
    const { municipality, slots, resident, minute, join, base } = await town()
    await setField(municipality, 'email', 'optional')
    const booked = (await resident.book(slots[0]))!
    await resident.book(slots[1])
    await resident.visitor.get(`${base}/look-up?lang=en`)
    await join({ email: 'waiting@example.jp' })
    const stored = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT e::text AS row, sealed_address FROM waitlist_entries e')
    )
    assert.isNotNull(stored.rows[0].sealed_address)
    assert.notInclude(stored.rows[0].row, 'waiting@example.jp')
    await resident.visitor.post(`${await resident.open(booked)}/cancel`)
    await minute()
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        "SELECT m.sealed, e.sealed_address FROM mail_messages m, waitlist_entries e WHERE m.template = 'reservation.offered'"
      )
    )
    assert.lengthOf(rows, 1)
    assert.isNull(rows[0].sealed_address)
    const mail = encryption.decrypt<{ to: string; subject: string; text: string }>(rows[0].sealed)!
    assert.equal(mail.to, 'waiting@example.jp')
    assert.match(mail.subject, /A place has become free$/)
    assert.include(mail.text, `${base}/waitlist/look-up`)
  })

  test('many jobs at once offer each seat once', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced, join } = await town({}, 3)
    const bookings = []
    for (let i = 0; i < 6; i++) bookings.push((await resident.book(slots[i % 2]))!)
    for (let i = 0; i < 5; i++) await join()
    for (const booked of bookings.slice(0, 4)) {
      await resident.visitor.post(`${await resident.open(booked)}/cancel`)
    }
    municipalities.forget()
    await Promise.all([1, 2, 3, 4].map(() => returnSeats({ municipalityId: municipality.id })))
    assert.deepEqual(await taken(), [3, 3])
    assert.equal(await countReservations(municipality, 'held'), 4)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery("SELECT number FROM waitlist_entries WHERE state = 'offered' ORDER BY number")
    )
    assert.deepEqual(
      rows.map(({ number }: { number: number }) => number),
      [1, 2, 3, 4]
    )
    assert.deepEqual(await balanced(), [])
  })

  test('a wrong number or code opens nothing, and says the same', async ({ assert }) => {
    const { slots, resident, base, join } = await town()
    await resident.book(slots[0])
    await resident.book(slots[1])
    const { number, code } = await join()
    for (const wrong of [
      { number: '7', code },
      { number, code: 'ABCD-EFGH-JKLM' },
    ]) {
      const answer = await resident.visitor.post(`${base}/waitlist/look-up`, wrong)
      assert.equal(answer.status, 422)
      assert.include(answer.words(), '待ち番号かコードが違います。')
    }
  })

  test('the staff see every line in figures', async ({ assert }) => {
    const { municipality, slots, resident, base, join } = await town()
    await resident.book(slots[0])
    await resident.book(slots[1])
    await join()
    await join()
    const visitor = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const page = await visitor.get(`${base}/staff/waitlist`)
    assert.match(page.words(), /試験窓口 2 2 0 0 0 0/)
  })
})
