import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { formatReadableCode, issueLinkCodes, reissueLinkCode } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { readQrCodes } from '#tests/support/read_qr'
import { Resident, type Booked } from '#tests/support/resident'
import { countReservations, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { dateOf } from '#tests/support/waitlist'
import { bookByProxy } from '../actions/book_by_proxy.js'
import { callNext } from '../actions/call_next.js'
import { changeReservation } from '../actions/change_reservation.js'
import { markArrival } from '../actions/mark_arrival.js'
import { markNoShows } from '../actions/mark_no_shows.js'
import { makeBookingToken } from '../booking_token.js'
import { E_CODE_BOOKED_ALREADY, E_RESERVATION_MOVED_ON } from '../errors.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

/** A slot that begins in a minute, so that it can be booked and is today's. */
async function slotOfToday(municipality: Municipality, counter: { id: string }) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       VALUES (?, ?, (now() AT TIME ZONE 'Asia/Tokyo')::date, now() + interval '1 minute',
               now() + interval '31 minutes', 10) RETURNING id`,
      [municipality.id, counter.id]
    )
    return rows[0].id as string
  })
}

/** As if so many minutes had gone by. */
const wait = (municipality: Municipality, minutes: number) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `UPDATE slots SET starts_at = starts_at - make_interval(mins => ?),
              ends_at = ends_at - make_interval(mins => ?)`,
      [minutes, minutes]
    )
  )

async function office(role: 'counter_manager' | 'proxy_operator' = 'counter_manager') {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const slot = await slotOfToday(municipality, counter)
  const resident = new Resident(new Visitor(), municipality.slug)
  const staff = await createStaff(municipality, role, {
    counterIds: role === 'proxy_operator' ? [counter.id] : undefined,
  })
  const idOf = ({ number }: Booked) =>
    tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery('SELECT id FROM reservations WHERE reception_number = ?', [
        Number(number),
      ])
      return rows[0].id as string
    })
  return {
    ...{ municipality, counter, slot, resident, staff, idOf },
    visitor: await signedIn(municipality.slug, staff),
    base: `/${municipality.slug}/staff`,
  }
}

test.group('reservation/no-shows [R53]', () => {
  const mark = (municipality: Municipality) =>
    tenancy.run(municipality, () => markNoShows(municipality))

  test('are marked once the counter has been closed for the municipality’s minutes, and only who has not come', async ({
    assert,
  }) => {
    const { municipality, slot, resident, idOf } = await office()
    const [came, stayed, gone] = [
      (await resident.book(slot))!,
      (await resident.book(slot))!,
      (await resident.book(slot))!,
    ]
    await tenancy.run(municipality, async () => markArrival(await idOf(came)))
    await resident.visitor.post(`${await resident.open(gone)}/cancel`)
    await wait(municipality, 55)
    assert.equal(await mark(municipality), 0, 'closed for 24 minutes only')
    await wait(municipality, 10)
    assert.equal(await mark(municipality), 1)
    assert.equal(await countReservations(municipality, 'no_show'), 1)
    const [entry] = await entriesOf(municipality, 'reservation.mark_no_show')
    assert.equal(entry.subject_id, await idOf(stayed))
  })

  test('twice, at the same time, or days late gives the same', async ({ assert }) => {
    const { municipality, slot, resident } = await office()
    for (let i = 0; i < 5; i++) await resident.book(slot)
    await wait(municipality, 3 * 24 * 60)
    const marked = await Promise.all([mark(municipality), mark(municipality), mark(municipality)])
    assert.equal(
      marked.reduce((sum, n) => sum + n, 0),
      5
    )
    assert.equal(await mark(municipality), 0)
    assert.lengthOf(await entriesOf(municipality, 'reservation.mark_no_show'), 5)
    assert.deepEqual(await tenancy.run(municipality, () => seatsOutOfBalance()), [])
  })

  test('a run that is stopped half-way has done nothing, and the next one all of it', async ({
    assert,
  }) => {
    const { municipality, slot, resident } = await office()
    for (let i = 0; i < 3; i++) await resident.book(slot)
    await wait(municipality, 120)
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await markNoShows(municipality)
        throw new Error('killed')
      })
    )
    assert.equal(await countReservations(municipality, 'no_show'), 0)
    assert.equal(await mark(municipality), 3)
  })

  test('somebody who comes after all is corrected', async ({ assert }) => {
    const { municipality, slot, resident, visitor, base, idOf } = await office()
    const booked = (await resident.book(slot))!
    await wait(municipality, 120)
    await mark(municipality)
    const page = await visitor.get(`${base}/reservations/${await idOf(booked)}`)
    assert.include(page.words(), '不来庁')
    await visitor.submit(page, /arrival$/)
    assert.equal(await countReservations(municipality, 'arrived'), 1)
    assert.equal(await mark(municipality), 0)
  })
})

test.group('reservation/check-in [R14] [R49] [R50]', () => {
  test('a number or a key marks the arrival with one Enter, in any width', async ({ assert }) => {
    const { municipality, slot, resident, visitor, base } = await office()
    const [first, second] = [(await resident.book(slot))!, (await resident.book(slot))!]
    for (const [typed, n] of [
      ['１', 1],
      [second.key.toLowerCase().replaceAll('-', ' '), 2],
    ] as const) {
      const page = await visitor.get(`${base}/check-in`)
      const sent = await visitor.submit(page, /check-in$/, { q: typed })
      assert.equal(sent.location, `${base}/check-in`)
      assert.include((await visitor.get(sent.location)).words(), `受付番号 ${n} の来庁を記録`)
    }
    assert.equal(first.number, '1')
    assert.equal(await countReservations(municipality, 'arrived'), 2)
  })

  test('a visit somebody moves to another day while it is looked for is not marked', async ({
    assert,
  }) => {
    const { municipality, counter, slot, resident, idOf } = await office()
    const [later] = await createSlots(municipality, counter)
    const id = await idOf((await resident.book(slot))!)
    const today = await tenancy.run(municipality, () => dateOf(slot))
    await tenancy.run(municipality, () => changeReservation({ id, toSlotId: later }))
    await assert.rejects(
      () => tenancy.run(municipality, () => markArrival(id, today)),
      E_RESERVATION_MOVED_ON.message
    )
    assert.equal(await countReservations(municipality, 'arrived'), 0)
  })

  test('what the QR codes of a resident’s pages say is read by the scanner', async ({ assert }) => {
    const { municipality, slot, resident, visitor, base } = await office()
    const [first, second] = [(await resident.book(slot))!, (await resident.book(slot))!]
    const completed = await resident.visitor.get(
      `/${municipality.slug}/holds/${first.token}/complete`
    )
    const mine = await resident.visitor.get((await resident.open(second))!)
    for (const [page, label] of [
      [completed, 'アクセスキーのQRコード'],
      [mine, `受付番号 ${second.number} のQRコード`],
    ] as const) {
      const [scanned] = await readQrCodes(page.text)
      assert.include(page.text, `aria-label="${label}"`)
      const sent = await visitor.submit(await visitor.get(`${base}/check-in`), /check-in$/, {
        q: scanned!,
      })
      assert.equal(sent.location, `${base}/check-in`)
    }
    assert.equal(await countReservations(municipality, 'arrived'), 2)
  })

  test('so is the one on the page of a proxy booking', async ({ assert }) => {
    const { municipality, slot, visitor, base } = await office()
    const form = await visitor.get(`${base}/slots/${slot}`)
    const booked = await visitor.submit(form, /\/reservations$/, { fields: '' })
    const [scanned] = await readQrCodes((await visitor.get(booked.location)).text)
    await visitor.submit(await visitor.get(`${base}/check-in`), /check-in$/, { q: scanned! })
    assert.equal(await countReservations(municipality, 'arrived'), 1)
  })

  test('scanned again, unknown, of another day or not unique, it is shown and nothing is marked', async ({
    assert,
  }) => {
    const { municipality, counter, slot, resident, visitor, base } = await office()
    const another = await createCounter(municipality, { name: '駅前出張所' })
    const [later] = await createSlots(municipality, counter, { daysAhead: 5 })
    await resident.book(slot)
    await resident.book(await slotOfToday(municipality, another))
    const future = (await resident.book(later))!
    const scan = async (q: string) =>
      (await visitor.submit(await visitor.get(`${base}/check-in`), /check-in$/, { q })).words()
    const both = await scan('1')
    assert.include(both, '本庁窓口')
    assert.include(both, '駅前出張所')
    assert.include(await scan(future.key), '見つかった予約')
    assert.include(await scan('999'), '「999」に当たる予約はありません')
    assert.include(await scan('ABCD-EFGH-JKLM'), 'に当たる予約はありません')
    assert.equal(await countReservations(municipality, 'arrived'), 0)
  })

  test('two clerks scan the same key: it is counted once', async ({ assert }) => {
    const { municipality, slot, resident, visitor, base } = await office()
    const booked = (await resident.book(slot))!
    const page = await visitor.get(`${base}/check-in`)
    await Promise.all([1, 2, 3].map(() => visitor.submit(page, /check-in$/, { q: booked.key })))
    assert.lengthOf(await entriesOf(municipality, 'reservation.mark_arrival'), 1)
  })

  test('an outsourced operator finds bookings and cannot mark arrivals [R16]', async ({
    assert,
  }) => {
    const { slot, resident, visitor, base } = await office('proxy_operator')
    const booked = (await resident.book(slot))!
    const page = await visitor.get(`${base}/check-in`)
    const found = await visitor.submit(page, /check-in\/find$/, { q: booked.key })
    assert.include(found.words(), '見つかった予約')
    assert.notInclude(found.words(), '来庁を記録する')
  })
})

test.group('reservation/link codes [R14] [R49]', () => {
  /** A visit of today made with a link code, which was then lost and replaced twice. */
  async function replaced() {
    const place = await office()
    const { municipality, slot, staff } = place
    const open = (code: string) =>
      db.rawQuery(
        `INSERT INTO received_windows (municipality_id, link_code, counter_id, file_id)
         VALUES (?, ?, ?, gen_random_uuid()) ON CONFLICT DO NOTHING`,
        [municipality.id, code, place.counter.id]
      )
    const book = (linkCode: string) =>
      tenancy.run(municipality, async () => {
        await open(linkCode)
        return bookByProxy({
          ...{ slotId: slot, token: makeBookingToken(), values: {}, staffId: staff.id },
          ...{ linkCode, windowReason: 'asked' as const },
        })
      })
    const { codes } = await tenancy.run(municipality, () => issueLinkCodes(1))
    const { id } = await book(codes[0])
    for (let i = 0; i < 2; i++) {
      codes.push(await tenancy.run(municipality, () => reissueLinkCode(codes[i], '#lost')))
    }
    await tenancy.run(municipality, () => open(codes[2]))
    return { ...place, codes, book, id }
  }

  test('old or new, they check the visit in, and find it in the search', async ({ assert }) => {
    const { municipality, codes, visitor, base, id } = await replaced()
    await setSettings(municipality.id, { 'reservation.link_code': 'optional' })
    for (const code of codes) {
      const page = await visitor.get(`${base}/check-in`)
      const found = await visitor.submit(page, /check-in\/find$/, { q: formatReadableCode(code) })
      assert.include(found.text, `reservations/${id}`)
      const list = await visitor.get(`${base}/reservations`)
      const sent = await visitor.submit(list, /search$/, { link_code: code.toLowerCase() })
      assert.notInclude(sent.location, code)
      assert.include((await visitor.get(sent.location)).text, `reservations/${id}`)
    }
    const wrong = await visitor.submit(await visitor.get(`${base}/reservations`), /search$/, {
      link_code: 'ABCD',
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), 'リンク番号は、英数字12文字です')
    const page = await visitor.get(`${base}/check-in`)
    await visitor.submit(page, /check-in$/, { q: codes[2] })
    assert.equal(await countReservations(municipality, 'arrived'), 1)
  })

  test('a second booking, under another code of the same, is refused with the way to the first', async ({
    assert,
  }) => {
    const { municipality, slot, codes, book, visitor, base, id } = await replaced()
    await setSettings(municipality.id, { 'reservation.link_code': 'optional' })
    await assert.rejects(() => book(codes[2]), E_CODE_BOOKED_ALREADY.message)
    const form = await visitor.get(`${base}/slots/${slot}`)
    const refused = await visitor.submit(form, /reservations$/, {
      ...{ link_code: codes[2], window_reason: 'asked' },
    })
    assert.equal(refused.status, 409)
    assert.include(refused.words(), 'もとの予約を変更してください')
    assert.notInclude(refused.words(), 'お電話ください')
    assert.include(refused.text, `${base}/reservations/${id}`)
    assert.equal(await countReservations(municipality, 'reserved'), 1)
  })
})

test.group('reservation/handling [R9] [R51] [R52]', () => {
  test('notes the collected card and what was done, and shows it again', async ({ assert }) => {
    const { municipality, slot, resident, visitor, base, idOf } = await office()
    const id = await idOf((await resident.book(slot))!)
    const page = await visitor.get(`${base}/reservations/${id}`)
    await visitor.submit(page, /handling$/, {
      old_card_collected: '1',
      handling: '書類不足',
      handling_note: '次回は旅券を持参',
    })
    const after = await visitor.get(`${base}/reservations/${id}`)
    assert.match(after.text, /<option[^>]*selected[^>]*>書類不足|<option value="書類不足" selected/)
    assert.include(after.text, '次回は旅券を持参')
    const [entry] = await entriesOf(municipality, 'reservation.note_handling')
    assert.deepEqual(entry.detail, { oldCardCollected: true, handling: '書類不足' })
  })

  test('two clerks note at once: the second is told and writes nothing over', async ({
    assert,
  }) => {
    const { municipality, slot, resident, visitor, base, idOf } = await office()
    const id = await idOf((await resident.book(slot))!)
    const page = await visitor.get(`${base}/reservations/${id}`)
    const first = await visitor.submit(page, /handling$/, { handling: '交付' })
    const second = await visitor.submit(page, /handling$/, { handling: '再来庁' })
    assert.deepEqual([first.status, second.status], [303, 409])
    assert.lengthOf(await entriesOf(municipality, 'reservation.note_handling'), 1)
    const again = await visitor.get(`${base}/reservations/${id}`)
    assert.equal((await visitor.submit(again, /handling$/, { handling: '再来庁' })).status, 303)
  })
})

test.group('reservation/proxy changes [R12] [R47]', () => {
  test('an operator moves and cancels a booking on the resident’s behalf, with their name to it', async ({
    assert,
  }) => {
    const { municipality, counter, slot, resident, visitor, base, idOf, staff } =
      await office('proxy_operator')
    const [target] = await createSlots(municipality, counter, { daysAhead: 3 })
    const id = await idOf((await resident.book(slot))!)
    const choose = await visitor.get(`${base}/reservations/${id}/change`)
    assert.equal(choose.status, 200)
    const check = await visitor.get(`${base}/reservations/${id}/change/${target}`)
    const changed = await visitor.submit(check, new RegExp(`change/${target}$`))
    assert.equal(changed.status, 303)
    assert.deepEqual(
      (await slotCounts(municipality, [slot, target])).map(({ taken }) => taken),
      [0, 1]
    )
    const ask = await visitor.get(`${base}/reservations/${id}/cancel`)
    assert.equal((await visitor.submit(ask, /cancel$/)).status, 303)
    assert.equal(await countReservations(municipality, 'cancelled'), 1)
    for (const action of ['reservation.change', 'reservation.cancel']) {
      const [entry] = await entriesOf(municipality, action)
      assert.equal(entry.staff_login, staff.loginId)
    }
    const twice = await visitor.submit(ask, /cancel$/)
    assert.equal(twice.status, 409)
  })
})

test.group('reservation/calls', () => {
  async function waitingRoom(people: number) {
    const place = await office()
    await setSettings(place.municipality.id, { 'reservation.display': true })
    const ids = []
    for (let i = 0; i < people; i++) {
      ids.push(await place.idOf((await place.resident.book(place.slot))!))
    }
    for (const id of ids) await tenancy.run(place.municipality, () => markArrival(id))
    return { ...place, calls: `${place.base}/calls/${place.counter.id}` }
  }

  test('two clerks press at once, again and again: everybody is called once', async ({
    assert,
  }) => {
    const { municipality, counter, staff } = await waitingRoom(7)
    const press = () =>
      tenancy.run(municipality, () =>
        callNext({ counterId: counter.id, desk: '1', staffId: staff.id })
      )
    const called: (number | undefined)[] = []
    for (let i = 0; i < 5; i++) called.push(...(await Promise.all([press(), press()])))
    const numbers = called.filter((n) => n !== undefined)
    assert.sameMembers(numbers, [1, 2, 3, 4, 5, 6, 7])
    assert.lengthOf(await entriesOf(municipality, 'reservation.call'), 7)
    assert.isUndefined(await press())
  })

  test('the board shows number and desk to everybody, and nobody’s name', async ({ assert }) => {
    const { municipality, counter, visitor, calls } = await waitingRoom(2)
    const page = await visitor.get(calls)
    assert.include(page.words(), 'お待ちの方（2人）')
    await visitor.submit(page, new RegExp(`${counter.id}$`), { desk: '３番' })
    const board = await new Visitor().get(`/${municipality.slug}/display/${counter.code}`)
    assert.match(board.words(), /お呼びしている受付番号 1 窓口 ３番/)
    await visitor.submit(await visitor.get(calls), new RegExp(`${counter.id}$`), { desk: '2' })
    await visitor.submit(await visitor.get(calls), new RegExp(`${counter.id}/[0-9a-f-]+$`))
    assert.lengthOf(await entriesOf(municipality, 'reservation.call_again'), 1)
    const missing = await visitor.submit(await visitor.get(calls), new RegExp(`${counter.id}$`))
    assert.equal(missing.status, 422)
    assert.include(missing.words(), '窓口番号を入力してください')
  })

  test('there is no board where it is not switched on', async ({ assert }) => {
    const { municipality, counter } = await office()
    const board = await new Visitor().get(`/${municipality.slug}/display/${counter.code}`)
    assert.equal(board.status, 404)
  })
})
