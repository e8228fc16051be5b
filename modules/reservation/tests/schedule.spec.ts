import fc from 'fast-check'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { cancelReservation } from '../actions/cancel_reservation.js'
import { confirmReservation } from '../actions/confirm_reservation.js'
import { holdSlot } from '../actions/hold_slot.js'
import { setSlotCapacity } from '../actions/set_slot_capacity.js'
import { makeBookingToken } from '../booking_token.js'
import { closingDays } from '../closing_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { findHold } from '../queries/find_hold.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'
import { comingDay, diffOf, openOn, publish, slotsOn } from './schedule_support.js'

const MONDAY = comingDay(1)

/** Books a slot as staff do. @returns the reservation's id */
async function book(municipality: Municipality, slotId: string) {
  const token = makeBookingToken()
  return tenancy.run(municipality, async () => {
    await holdSlot({ slotId, token, minutes: 10 })
    await confirmReservation(token, { filled: { values: {} } })
    return (await findHold(token))!.reservationId
  })
}

const sql = (municipality: Municipality, statement: string, values: unknown[] = []) =>
  tenancy.run(municipality, () => db.rawQuery(statement, [municipality.id, ...values] as any[]))

test.group('reservation/closing rules [R129]', () => {
  const days = (settings: Record<string, unknown>, from: string, until: string) =>
    closingDays({ settings }, from, until).map(({ day, rule }) => `${day} ${rule}`)

  test('closes national holidays and the turn of the year, as far as the municipality wants', ({
    assert,
  }) => {
    assert.deepEqual(days({}, '2026-12-28', '2027-01-11'), [
      ...['2026-12-29', '2026-12-30', '2026-12-31'].map((day) => `${day} year_end`),
      ...['2027-01-01', '2027-01-02', '2027-01-03'].map((day) => `${day} year_end`),
      '2027-01-11 holiday',
    ])
    const without = { 'reservation.closes_on_holidays': false, 'reservation.year_end_from': 0 }
    assert.deepEqual(days(without, '2026-12-28', '2027-01-11'), [])
    const longer = { 'reservation.year_end_from': 28, 'reservation.year_end_until': 4 }
    assert.lengthOf(days(longer, '2026-12-27', '2027-01-05'), 8)
  })

  test('closes the day after the third Saturday where that is the rule', ({ assert }) => {
    const settings = { 'reservation.closes_after_third_saturday': true }
    assert.deepEqual(
      days(settings, '2026-08-01', '2026-10-31').filter((one) => /third/.test(one)),
      [
        '2026-08-16 after_third_saturday',
        '2026-09-20 after_third_saturday',
        '2026-10-18 after_third_saturday',
      ]
    )
  })
})

test.group('reservation/what the rules give [R39] [R40] [R41] [R123] [R124]', () => {
  test('a counter follows the municipality’s hours until it has its own', async ({ assert }) => {
    const municipality = await createMunicipality()
    const follower = await createCounter(municipality)
    const own = await createCounter(municipality)
    await openOn(municipality, null, { weekday: 1, closes: '10:00' })
    await openOn(municipality, own, { weekday: 1, opens: '13:00', closes: '13:30', capacity: 2 })
    await sql(
      municipality,
      `INSERT INTO excluded_times (municipality_id, starts, ends, weekday) VALUES (?, '09:30', '09:40', 1)`
    )
    await publish(municipality, MONDAY)
    assert.deepEqual(
      (await slotsOn(municipality, MONDAY)).map(({ counterId, time }) => [counterId, time]),
      [
        [follower.id, '09:00-09:30'],
        [own.id, '13:00-13:30'],
      ]
    )
  })

  test('a counter’s own closed day comes before its exception, and that before what closes all', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const other = await createCounter(municipality)
    await openOn(municipality, null, { weekday: 1, closes: '10:00' })
    const closeFor = (id: string | null) =>
      sql(
        municipality,
        `INSERT INTO closed_days (municipality_id, counter_id, day, reason) VALUES (?, ?, ?, '点検')`,
        [id, MONDAY]
      )
    await closeFor(null)
    await publish(municipality, MONDAY)
    assert.isEmpty(await slotsOn(municipality, MONDAY))
    for (const { id } of [counter, other]) {
      await sql(
        municipality,
        `INSERT INTO exceptional_days (municipality_id, counter_id, day, opens, closes, unit_minutes, capacity)
         VALUES (?, ?, ?, '18:00', '19:00', 60, 3)`,
        [id, MONDAY]
      )
    }
    await closeFor(other.id)
    await publish(municipality, MONDAY)
    const slots = await slotsOn(municipality, MONDAY)
    assert.deepEqual(
      slots.map(({ counterId, time, capacity }) => [counterId, time, capacity]),
      [[counter.id, '18:00-19:00', 3]]
    )
  })

  test('a temporary counter has slots in its period only, and cannot be booked outside it [R119]', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [first, second] = [MONDAY, comingDay(2)]
    for (const weekday of [1, 2]) await openOn(municipality, counter, { weekday })
    await publish(municipality, first, second)
    const [slot] = await slotsOn(municipality, second)
    await sql(
      municipality,
      `UPDATE counters SET valid_until = '${first}' WHERE municipality_id = ?`
    )
    await assert.rejects(() => book(municipality, slot.id), E_SLOT_UNAVAILABLE.message)
    const { removed } = await publish(municipality, first, second)
    assert.equal(removed, 6)
    assert.isEmpty(await slotsOn(municipality, second))
  })
})

test.group('reservation/publish [R42]', () => {
  test('leaves unchanged slots as they are, run again does nothing, and says beforehand what it does', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    await openOn(municipality, counter, { weekday: 1 })
    assert.include(await diffOf(municipality, MONDAY), {
      added: 6,
      changed: 0,
      removed: 0,
      kept: 0,
    })
    await publish(municipality, MONDAY)
    const before = await slotsOn(municipality, MONDAY)
    assert.deepEqual(await publish(municipality, MONDAY), {
      added: 0,
      changed: 0,
      removed: 0,
      kept: 0,
    })
    await sql(
      municipality,
      `UPDATE opening_hours SET closes = '11:00', capacity = 7 WHERE municipality_id = ?`
    )
    assert.include(await diffOf(municipality, MONDAY), { changed: 4, removed: 2, kept: 0 })
    assert.deepEqual(await slotsOn(municipality, MONDAY), before, 'a dry run changes nothing')
    await publish(municipality, MONDAY)
    const after = await slotsOn(municipality, MONDAY)
    assert.deepEqual(
      after.map(({ id }) => id),
      before.slice(0, 4).map(({ id }) => id)
    )
    assert.isTrue(after.every(({ capacity }) => capacity === 7))
  })

  test('keeps a slot somebody has a seat in, closed, and adds nothing that would use its desks twice', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    await openOn(municipality, counter, { weekday: 1, closes: '10:00', capacity: 1 })
    await publish(municipality, MONDAY)
    const [booked] = await slotsOn(municipality, MONDAY)
    const reservation = await book(municipality, booked.id)
    await sql(
      municipality,
      'UPDATE opening_hours SET unit_minutes = 15, capacity = 2 WHERE municipality_id = ?'
    )
    assert.include(await diffOf(municipality, MONDAY), {
      added: 1,
      changed: 1,
      kept: 1,
      affected: 1,
    })
    await publish(municipality, MONDAY)
    const times = async () =>
      (await slotsOn(municipality, MONDAY)).map(({ time, capacity, wanted }) => [
        time,
        capacity,
        wanted,
      ])
    assert.deepEqual(await times(), [
      ['09:00-09:30', 1, 0],
      ['09:30-09:45', 2, null],
      ['09:45-10:00', 2, null],
    ])
    await assert.rejects(() => book(municipality, booked.id), E_SLOT_UNAVAILABLE.message)

    await tenancy.run(municipality, () => cancelReservation({ id: reservation }))
    await publish(municipality, MONDAY)
    assert.deepEqual(
      (await times()).map(([time]) => time),
      [...['09:00-09:15', '09:15-09:30', '09:30-09:45', '09:45-10:00']]
    )
  })

  test('a capacity below what is booked keeps the bookings, and freed seats are not offered again', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    await openOn(municipality, counter, { weekday: 1, closes: '09:30', capacity: 3 })
    await publish(municipality, MONDAY)
    const [{ id: slot }] = await slotsOn(municipality, MONDAY)
    const booked = [
      await book(municipality, slot),
      await book(municipality, slot),
      await book(municipality, slot),
    ]
    await sql(municipality, 'UPDATE opening_hours SET capacity = 2 WHERE municipality_id = ?')
    assert.include(await diffOf(municipality, MONDAY), { changed: 1, over: 1 })
    await publish(municipality, MONDAY)
    const seen = async () => {
      const [{ capacity, taken, wanted }] = await slotsOn(municipality, MONDAY)
      return [capacity, taken, wanted]
    }
    assert.deepEqual(await seen(), [3, 3, 2])
    const leave = (id: string) => tenancy.run(municipality, () => cancelReservation({ id }))
    await leave(booked[0])
    assert.deepEqual(await seen(), [2, 2, null])
    await assert.rejects(() => book(municipality, slot), E_SLOT_UNAVAILABLE.message)
    await leave(booked[1])
    assert.deepEqual(await seen(), [2, 1, null])
    await book(municipality, slot)
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
  })

  test('a slot set by hand keeps its capacity until it is given back to the rules', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    await openOn(municipality, counter, { weekday: 1, closes: '09:30' })
    await publish(municipality, MONDAY)
    const [{ id: slot }] = await slotsOn(municipality, MONDAY)
    const capacity = async () => (await slotsOn(municipality, MONDAY))[0].capacity
    const set = (wanted: number | null) =>
      tenancy.run(municipality, () => setSlotCapacity(municipality, slot, wanted))
    await set(0)
    await publish(municipality, MONDAY)
    assert.equal(await capacity(), 0)
    await assert.rejects(() => book(municipality, slot), E_SLOT_UNAVAILABLE.message)
    await set(9)
    await publish(municipality, MONDAY)
    assert.equal(await capacity(), 9)
    await set(null)
    assert.equal(await capacity(), 5)
  })
})

test.group('reservation/publish, while people book [R125]', () => {
  test('whatever is published and booked at once: no seat is given twice or lost', async ({
    assert,
  }) => {
    const step = fc.record({
      closes: fc.constantFrom('09:30', '10:00', '11:00'),
      unit: fc.constantFrom(15, 30, 60),
      capacity: fc.integer({ min: 1, max: 3 }),
    })
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 4 }),
      async (steps) => {
        const municipality = await createMunicipality()
        const counter = await createCounter(municipality)
        await openOn(municipality, counter, { weekday: 1, closes: '11:00', capacity: 2 })
        await publish(municipality, MONDAY)
        for (const { closes, unit, capacity } of steps) {
          const slots = await slotsOn(municipality, MONDAY)
          await sql(
            municipality,
            `UPDATE opening_hours SET closes = '${closes}', unit_minutes = ${unit}, capacity = ${capacity} WHERE municipality_id = ?`
          )
          const outcomes = await Promise.allSettled([
            publish(municipality, MONDAY),
            publish(municipality, MONDAY),
            ...slots.flatMap(({ id }) => [book(municipality, id), book(municipality, id)]),
          ])
          for (const outcome of outcomes) {
            if (outcome.status === 'rejected') assert.instanceOf(outcome.reason, E_SLOT_UNAVAILABLE)
          }
          assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
          const now = await slotsOn(municipality, MONDAY)
          for (const { taken, capacity: most } of now) assert.isAtMost(taken, most)
          const open = now.filter(({ capacity: most }) => most > 0)
          for (const [i, { time }] of open.entries()) {
            if (i > 0)
              assert.isAtLeast(
                time.slice(0, 5).localeCompare(open[i - 1].time.slice(6)),
                0,
                'no desk twice'
              )
          }
        }
      }
    )
    await fc.assert(property, { numRuns: 8, seed: 20261124 })
  }).timeout(60_000)

  test('publishes the days ahead every night, where the municipality wants it', async ({
    assert,
  }) => {
    const { default: job } = await import('../jobs/publish_ahead.js')
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await openOn(municipality, counter, { weekday })
    await setSettings(municipality.id, {
      'reservation.closes_on_holidays': false,
      'reservation.year_end_from': 0,
    })
    const count = async () => {
      await job({ municipalityId: municipality.id })
      const { rows } = await sql(
        municipality,
        'SELECT count(DISTINCT visit_date)::int AS n FROM slots WHERE municipality_id = ?'
      )
      return rows[0].n
    }
    assert.equal(await count(), 0)
    await setSettings(municipality.id, { 'reservation.publish_days_ahead': 10 })
    await municipalities.byId(municipality.id)
    assert.isAtLeast(await count(), 10)
    assert.isAtMost(await count(), 11)
  })

  test('seats from a day on are reconciled without looking at those before', async ({ assert }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [soon] = await createSlots(municipality, counter, { daysAhead: 2 })
    const [late] = await createSlots(municipality, counter, { daysAhead: 9 })
    await book(municipality, late)
    await sql(municipality, 'UPDATE slots SET taken = taken + 1 WHERE municipality_id = ?')
    const broken = (from?: string) =>
      tenancy.run(municipality, async () =>
        (await seatsOutOfBalance(from)).map(({ slotId }) => slotId)
      )
    assert.sameMembers(await broken(), [soon, late])
    assert.deepEqual(await broken(DateTime.now().plus({ days: 5 }).toISODate()!), [late])
  })

  test('every night: a counter that cannot be published holds up no other', async ({ assert }) => {
    const { default: job } = await import('../jobs/publish_ahead.js')
    const municipality = await createMunicipality()
    await setSettings(municipality.id, { 'reservation.publish_days_ahead': 10 })
    const [broken, sound] = [await createCounter(municipality), await createCounter(municipality)]
    const [slot] = await createSlots(municipality, broken, { daysAhead: 5 })
    /* a seat that comes back to a slot none was taken of: nothing the product does */
    await sql(
      municipality,
      'INSERT INTO returning_seats (municipality_id, slot_id, desks, returns_at) VALUES (?, ?, 1, now())',
      [slot]
    )
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await openOn(municipality, sound, { weekday })
    await assert.rejects(
      () => job({ municipalityId: municipality.id }),
      '1 of 2 counters could not be published'
    )
    const { rows } = await sql(
      municipality,
      'SELECT count(*)::int AS n FROM slots WHERE municipality_id = ? AND counter_id = ?',
      [sound.id]
    )
    assert.isAbove(rows[0].n, 0)
  })
})
