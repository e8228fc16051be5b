import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import type { RoleId } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { Visitor, type Answer } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { Resident } from '#tests/support/resident'
import { countReservations, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { bookByProxy } from '../actions/book_by_proxy.js'
import { callNext } from '../actions/call_next.js'
import { markArrival } from '../actions/mark_arrival.js'
import { makeBookingToken } from '../booking_token.js'
import { countVisits } from '../queries/count_visits.js'
import { listReservations, type ListedReservation } from '../queries/list_reservations.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

/** A slot of today that begins so many minutes from now. */
async function slotIn(municipality: Municipality, counter: { id: string }, minutes: number) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       VALUES (?, ?, (now() AT TIME ZONE 'Asia/Tokyo')::date, now() + make_interval(mins => ?),
               now() + make_interval(mins => ?), 10) RETURNING id`,
      [municipality.id, counter.id, minutes, minutes + 30]
    )
    return rows[0].id as string
  })
}

async function office(role: RoleId = 'counter_manager', options: { limited?: boolean } = {}) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const another = await createCounter(municipality, { name: '駅前出張所' })
  const staff = await createStaff(municipality, role, {
    counterIds: options.limited ? [counter.id] : undefined,
  })
  const visitor = await signedIn(municipality.slug, staff)
  const base = `/${municipality.slug}/staff`
  const form = () => visitor.get(`${base}/walk-ins/${counter.id}`)
  const record = async (fields: Record<string, string> = {}) => {
    const sent = await visitor.submit(await form(), /walk-ins\/[^/]+$/, fields)
    return { sent, id: sent.location.split('/').at(-1)! }
  }
  return { municipality, counter, another, staff, visitor, base, form, record }
}

const numberOn = (page: Answer) => Number(/ticket__value">(\d+)</.exec(page.text)?.[1])

test.group('reservation/walk-ins [R15]', () => {
  test('somebody without a booking gets the day’s next number, is there at once and takes no seat', async ({
    assert,
  }) => {
    const { municipality, counter, staff, visitor, record } = await office()
    const slot = await slotIn(municipality, counter, 5)
    await new Resident(new Visitor(), municipality.slug).book(slot)
    const before = await slotCounts(municipality, [slot])
    const { sent, id } = await record({ old_card: 'yes' })
    assert.equal(sent.status, 303)
    const page = await visitor.get(sent.location)
    assert.equal(numberOn(page), 2)
    assert.include(page.words(), '本庁窓口')
    assert.equal(await countReservations(municipality, 'arrived'), 1)
    assert.deepEqual(await slotCounts(municipality, [slot]), before)
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    const [entry] = await entriesOf(municipality, 'reservation.record_walk_in')
    assert.deepInclude(entry, { subject_id: id, staff_login: staff.loginId })
    const booked = await new Resident(new Visitor(), municipality.slug).book(slot)
    assert.equal(booked!.number, '3')
  })

  test('a double click records one person, however fast', async ({ assert }) => {
    const { municipality, visitor, form, record } = await office()
    const page = await form()
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => visitor.submit(page, /walk-ins\/[^/]+$/))
    )
    assert.lengthOf([...new Set(answers.map(({ location }) => location))], 1)
    assert.isTrue(answers.every(({ status }) => status === 303))
    assert.lengthOf(await entriesOf(municipality, 'reservation.record_walk_in'), 1)
    assert.equal(await countReservations(municipality, 'arrived'), 1)
    const next = await record()
    assert.equal(numberOn(await visitor.get(next.sent.location)), 2)
  })

  test('two clerks at once give two numbers', async ({ assert }) => {
    const { municipality, record } = await office()
    await Promise.all(Array.from({ length: 6 }, () => record()))
    const numbers = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery('SELECT reception_number AS n FROM reservations')
      return rows.map(({ n }: { n: number }) => n)
    })
    assert.sameMembers(numbers, [1, 2, 3, 4, 5, 6])
  })

  test('asks for the procedure type of the counter and the staff’s fields, never for an address', async ({
    assert,
  }) => {
    const { municipality, counter, another, visitor, base, form, record } = await office()
    const here = await createProcedureType(municipality, { name: '受け取り' })
    const elsewhere = await createProcedureType(municipality, {
      name: '更新',
      offers: [{ counterId: counter.id, offered: false, quota: null }],
    })
    await setField(municipality, 'email', 'optional')
    await setField(municipality, 'name', { staff: 'required', public: 'unused' })
    const page = await form()
    assert.include(page.words(), '受け取り')
    assert.notInclude(page.words(), '更新')
    assert.notInclude(page.text, 'name="email"')
    const bare = await record({ type: here.code })
    assert.equal(bare.sent.status, 422)
    assert.include(bare.sent.words(), '氏名')
    const untyped = await record({ name: '試験 花子' })
    assert.equal(untyped.sent.status, 422)
    assert.include(untyped.sent.words(), 'ご用件を選んでください')
    const wrong = await record({ name: '試験 花子', type: elsewhere.code })
    assert.equal(wrong.sent.status, 409)
    assert.equal(await countReservations(municipality, 'arrived'), 0)
    const { id } = await record({ name: '試験 花子', type: here.code })
    const record_ = await visitor.get(`${base}/reservations/${id}`)
    assert.include(record_.words(), '試験 花子')
    assert.include(record_.words(), '受け取り')
    assert.equal((await visitor.get(`${base}/walk-ins/${another.id}/${id}`)).status, 404)
  })

  test('has a page with handling, is found by number, and is undone only after being asked', async ({
    assert,
  }) => {
    const { municipality, visitor, base, record } = await office()
    const { id, sent } = await record()
    const address = `${base}/reservations/${id}`
    const page = await visitor.get(address)
    assert.include(page.words(), '予約なしの来庁 受付番号1')
    assert.include(page.words(), '予約なし（記録：試験 職員）')
    assert.isUndefined(page.forms().find(({ action }) => /arrival/.test(action)))
    const saved = await visitor.submit(page, /handling$/, {
      old_card_collected: '1',
      handling: '交付',
    })
    assert.equal(saved.status, 303)
    const desk = await visitor.get(`${base}/check-in`)
    const found = await visitor.submit(desk, /check-in\/find$/, { q: '1' })
    assert.include(found.words(), '見つかった予約')
    const { _csrf } = page.forms().at(-1)!.fields
    assert.equal((await visitor.post(`${address}/arrival/undo`, { _csrf })).status, 409)

    const ask = await visitor.get(`${sent.location}/cancel`)
    assert.include(ask.words(), '元に戻せません')
    assert.equal((await visitor.submit(ask, /cancel$/)).status, 303)
    assert.include((await visitor.get(address)).words(), '状況 取消')
    const twice = await visitor.submit(ask, /cancel$/)
    assert.equal(twice.status, 409)
    assert.include(twice.words(), '予約の状況が変わっています')
    assert.lengthOf(await entriesOf(municipality, 'reservation.cancel_walk_in'), 1)
    assert.equal(await countReservations(municipality, 'arrived'), 0)
    assert.equal((await visitor.post(`${address}/arrival`, { _csrf })).status, 409)
  })

  test('is for those who may mark arrivals, at their own counters [R16] [R44]', async ({
    assert,
  }) => {
    const operator = await office('proxy_operator', { limited: true })
    assert.equal((await operator.form()).status, 403)
    const clerk = await office('counter_clerk', { limited: true })
    const only = await clerk.visitor.get(`${clerk.base}/walk-ins`)
    assert.equal(only.location, `${clerk.base}/walk-ins/${clerk.counter.id}`)
    const { _csrf, token } = (await clerk.form())
      .forms()
      .find(({ action }) => action.includes('walk-ins'))!.fields
    const elsewhere = `${clerk.base}/walk-ins/${clerk.another.id}`
    assert.equal((await clerk.visitor.get(elsewhere)).status, 404)
    assert.equal((await clerk.visitor.post(elsewhere, { _csrf, token })).status, 404)
    assert.equal(await countReservations(clerk.municipality, 'arrived'), 0)
  })

  test('opens nothing to residents: the form’s token is no hold', async ({ assert }) => {
    const { municipality, form, visitor } = await office()
    const page = await form()
    await visitor.submit(page, /walk-ins\/[^/]+$/)
    const { token } = page.forms().find(({ action }) => action.includes('walk-ins'))!.fields
    const stranger = new Visitor()
    for (const path of ['', '/confirm', '/complete']) {
      const answer = await stranger.get(`/${municipality.slug}/holds/${token}${path}`)
      assert.equal(answer.status, 404, path)
    }
  })
})

test.group('reservation/walk-ins among those who wait', () => {
  test('who booked and is due comes first, then who came without, then who came early', async ({
    assert,
  }) => {
    const { municipality, counter, staff, record } = await office()
    const arrive = async (minutes: number) => {
      const slotId = await slotIn(municipality, counter, minutes)
      return tenancy.run(municipality, async () => {
        const { id } = await bookByProxy({
          ...{ slotId, token: makeBookingToken(), values: {}, staffId: staff.id },
        })
        await markArrival(id)
        return slotId
      })
    }
    await arrive(90)
    await record()
    await record()
    const later = await arrive(2)
    const due = await arrive(1)
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE slots SET starts_at = starts_at - interval '20 minutes' WHERE id IN (?, ?)`,
        [later, due]
      )
    )
    const called = []
    for (let i = 0; i < 6; i++) {
      called.push(
        await tenancy.run(municipality, () =>
          callNext({ counterId: counter.id, desk: '1', staffId: staff.id })
        )
      )
    }
    assert.deepEqual(called, [5, 4, 2, 3, 1, undefined])
  })

  test('the calls page names who came without a booking, and a mistake waits no more', async ({
    assert,
  }) => {
    const { counter, visitor, base, record } = await office()
    const { sent } = await record()
    await record()
    const page = await visitor.get(`${base}/calls/${counter.id}`)
    assert.include(page.words(), '1（予約なし）、2（予約なし）')
    await visitor.submit(page, new RegExp(`calls/${counter.id}$`), { desk: '1' })
    await visitor.submit(await visitor.get(`${sent.location}/cancel`), /cancel$/)
    const after = await visitor.get(`${base}/calls/${counter.id}`)
    assert.include(after.words(), 'お待ちの方（1人）')
    assert.notInclude(after.words(), '1番をもう一度呼ぶ')
  })

  test('an arrival taken back takes its call along, so that the person is called when they come', async ({
    assert,
  }) => {
    const { municipality, counter, staff, visitor, base } = await office()
    const slotId = await slotIn(municipality, counter, 5)
    const id = await tenancy.run(municipality, async () => {
      const booked = await bookByProxy({
        ...{ slotId, token: makeBookingToken(), values: {}, staffId: staff.id },
      })
      await markArrival(booked.id)
      return booked.id
    })
    const call = () =>
      tenancy.run(municipality, () =>
        callNext({ counterId: counter.id, desk: '1', staffId: staff.id })
      )
    assert.equal(await call(), 1)
    await visitor.submit(await visitor.get(`${base}/reservations/${id}`), /undo$/)
    await visitor.submit(await visitor.get(`${base}/reservations/${id}`), /arrival$/)
    assert.equal(await call(), 1)
  })
})

test.group('reservation/walk-ins in lists and figures [R9] [R10]', () => {
  test('stand in the lists of the day, told apart from bookings', async ({ assert }) => {
    const { municipality, counter, visitor, base, record } = await office()
    await new Resident(new Visitor(), municipality.slug).book(
      await slotIn(municipality, counter, 5)
    )
    await record({ old_card: 'yes' })
    const mistake = await record()
    await visitor.submit(await visitor.get(`${mistake.sent.location}/cancel`), /cancel$/)

    const list = await visitor.get(`${base}/reservations?from=${today()}&until=${today()}`)
    assert.match(list.words(), /2 本庁窓口 来庁済 .*予約なし/)
    const only = await visitor.get(
      `${base}/reservations?from=${today()}&until=${today()}&how=walk_in&counter=&state=`
    )
    assert.equal(only.status, 200)
    assert.notInclude(only.words(), '予約 なし 住民')
    assert.lengthOf([...only.text.matchAll(/を開く"/g)], 2)
    const visits = await visitor.get(`${base}/visits?date=${today()}`)
    assert.include(visits.words(), '予約なしの来庁（2人）')

    const lines = async (report: string) => {
      const at = `${base}/reports/reservation.${report}`
      const [form] = (await visitor.get(at)).forms().filter(({ fields }) => '_csrf' in fields)
      const answer = await visitor.download(`${at}/csv`, {
        ...{ _csrf: form.fields._csrf, from: today(), until: today(), encoding: 'utf8' },
      })
      return (await answer.text()).trim().split('\r\n').slice(1)
    }
    const [came] = await lines('visitors')
    assert.match(came, /^\d\d:\d\d,本庁窓口,2,.*予約なし$/)
    assert.lengthOf(await lines('visitors'), 1)
    assert.lengthOf(await lines('day_reservations'), 2)
    assert.match((await lines('old_cards'))[0], /,2,.*あり.*来庁済,予約なし$/)

    const csv = list.forms().find(({ action }) => action.endsWith('/export'))!
    const file = await visitor.download(csv.action, { ...csv.fields, encoding: 'utf8' })
    assert.match(await file.text(), /\r\n2,[^\r]*本庁窓口,[^\r]*予約なし/)
  })

  test('are counted by counter, by the hour they came in and by type, apart from bookings', async ({
    assert,
  }) => {
    const { municipality, counter, record, visitor } = await office()
    const type = await createProcedureType(municipality, { name: '受け取り' })
    await new Resident(new Visitor(), municipality.slug).book(
      await slotIn(municipality, counter, 5),
      type.code
    )
    await record({ type: type.code })
    await record({ type: type.code })
    const { sent } = await record({ type: type.code })
    await visitor.submit(await visitor.get(`${sent.location}/cancel`), /cancel$/)
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE reservations SET starts_at = (visit_date + time '03:10') AT TIME ZONE 'Asia/Tokyo'
          WHERE walk_in`
      )
    )
    const counted = await tenancy.run(municipality, () =>
      countVisits({ from: today(), until: today(), counterIds: null })
    )
    const expected = { made: 1, cancelled: 0, arrived: 0, noShow: 0, expected: 1, walkIn: 2 }
    assert.deepInclude(counted.all, expected)
    assert.deepInclude(counted.counter[0], { ...expected, name: '本庁窓口' })
    assert.deepInclude(counted.procedure[0], { ...expected, name: '受け取り' })
    assert.deepInclude(
      counted.time.find(({ hour }) => hour === 3),
      { made: 0, walkIn: 2 }
    )
  })

  test('all of a day are counted, and those the page does not list are a link away', async ({
    assert,
  }) => {
    const { municipality, counter, staff, visitor, base } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO reservations (municipality_id, counter_id, visit_date, starts_at, state, walk_in, party_id,
                                   party_position, reception_number, issued_numbers, reserved_at, settled_at, booked_by)
         SELECT ?, ?, ?::date, now(), 'arrived', true, gen_random_uuid(), 1, n, ARRAY[n], now(), now(), ?
           FROM generate_series(1, 203) AS n`,
        [municipality.id, counter.id, today(), staff.id]
      )
    )
    const page = await visitor.get(`${base}/visits`)
    assert.include(page.words(), '予約なしの来庁（203人）')
    assert.include(page.words(), '203人のうち200人を表示しています')
    const [, link] = /href="([^"]*how=walk_in)"/.exec(page.text)!
    assert.include((await visitor.get(link.replaceAll('&amp;', '&'))).words(), '203')
  })

  test('no line of a long list is lost or doubled where its pages meet', async ({ assert }) => {
    const { municipality, record } = await office()
    for (let i = 0; i < 5; i++) await record()
    const seen: number[] = []
    let after: ListedReservation | undefined
    for (;;) {
      const page = await tenancy.run(municipality, () =>
        listReservations({ from: today(), until: today() }, { counterIds: null, after, limit: 2 })
      )
      if (page.length === 0) break
      seen.push(...page.map(({ receptionNumber }) => receptionNumber))
      after = page.at(-1)
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5])
  })
})
