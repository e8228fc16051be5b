import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { askField, fieldSetOf } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { callNext } from '#modules/reservation/actions/call_next'
import { recordWalkIn } from '#modules/reservation/actions/record_walk_in'
import { waitingToday } from '#modules/reservation/queries/calls_of_today'
import { changeReservation } from '#modules/reservation/actions/change_reservation'
import { keepDraft } from '#modules/reservation/actions/keep_draft'
import { confirmReservation } from '#modules/reservation/actions/confirm_reservation'
import { lockSlots } from '#modules/reservation/actions/claim_seat'
import { giveUpHold } from '#modules/reservation/actions/give_up_hold'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { markArrival } from '#modules/reservation/actions/mark_arrival'
import { releaseExpiredHolds } from '#modules/reservation/actions/release_expired_holds'
import { dayOfSlots } from '#modules/reservation/queries/day_of_slots'
import { countVisits } from '#modules/reservation/queries/count_visits'
import { findByKey } from '#modules/reservation/queries/find_by_key'
import { LIST_ORDERS } from '#modules/reservation/list_order'
import {
  countListed,
  listReservations,
  type ReservationFilter,
} from '#modules/reservation/queries/list_reservations'
import { applicationFields } from '#modules/reservation/subjects'
import { findHold } from '#modules/reservation/queries/find_hold'
import { findParty, findReservation } from '#modules/reservation/queries/find_reservation'
import { countByDay, listVisits } from '#modules/reservation/queries/list_visits'
import reservationsOfPerson from '#modules/reservation/queries/reservations_of_person'
import { reservationsOfSlot } from '#modules/reservation/queries/reservations_of_slot'
import { utilisation } from '#modules/reservation/queries/utilisation'
import { weekOfSlots } from '#modules/reservation/queries/week_of_slots'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { plansOf } from '#tests/support/plans'

/** Tables that grow with use; a small one may be read whole. */
const GROWING =
  /Seq Scan on (slots|reservations|reservation_seats|slot_quotas|audit_entries|mail_messages|reception_numbers|field_values|field_endings|accounts|returning_seats)/

test.group('plans as the app role, under row level security', () => {
  test('no statement of the booking reads a growing table whole', async ({ assert }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 3000, capacity: 200 })
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state, hold_token_hash)
         SELECT s.municipality_id, s.id, s.counter_id, s.visit_date, s.starts_at, 'lapsed', sha256(s.id::text::bytea || int4send(n))
           FROM slots s CROSS JOIN generate_series(1, 8) AS n`
      )
    )
    /** Others have slots too: a month of one municipality is a small part of the table. */
    const others = await createMunicipality()
    await createSlots(others, await createCounter(others), { count: 20_000 })
    for (const table of ['slots', 'reservations'])
      await db.connection('owner').rawQuery(`ANALYZE ${table}`)
    const type = await createProcedureType(municipality, { minutes: 60, public: false })
    await tenancy.run(municipality, async () => {
      await db.rawQuery(
        `INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
         SELECT municipality_id, id, slot_id FROM reservations`
      )
      await db.rawQuery(
        `INSERT INTO slot_quotas (municipality_id, slot_id, procedure_type_id, taken)
         SELECT municipality_id, id, ?, 0 FROM slots`,
        [type.id]
      )
    })
    for (const table of ['reservation_seats', 'slot_quotas'])
      await db.connection('owner').rawQuery(`ANALYZE ${table}`)

    const staff = await createStaff(municipality, 'counter_clerk')
    const token = makeBookingToken()
    const longer = makeBookingToken()
    const [date] = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots WHERE id = ?', [
        slots[0],
      ])
      return rows.map((row: { day: string }) => row.day)
    })
    /** Nothing is asked: what is measured is the booking. */
    await setField(municipality, 'old_card', 'unused')
    const listed = { from: date, until: date }
    const reach = { ...listed, counterIds: null }
    const monthLater = DateTime.fromISO(date).plus({ days: 30 }).toISODate()!
    let id = ''
    const steps: Record<string, () => Promise<unknown>> = {
      'hold': () => holdSlot({ slotId: slots[0], token, minutes: 10 }),
      'find hold': async () => (id = (await findHold(token))!.reservationId),
      'keep draft': () => keepDraft(token, { values: {} }),
      'confirm': () => confirmReservation(token),
      'hold a longer visit': () =>
        holdSlot({ slotId: slots[4], procedureTypeId: type.id, token: longer, minutes: 10 }),
      'give up': () => giveUpHold(longer),
      'find by key': () => findByKey('ABCDEFGHJKLM', 1),
      'find reservation': () => findReservation(id),
      'find party': () => findParty(id),
      'change': () => changeReservation({ id, toSlotId: slots[1] }),
      'arrival': () => markArrival(id),
      'walk-in': () =>
        recordWalkIn({
          ...{ counterId: counter.id, procedureTypeId: null, token: makeBookingToken() },
          ...{ answers: {}, staffId: staff.id },
        }),
      'who waits': () => waitingToday(counter.id),
      'call next': () => callNext({ counterId: counter.id, desk: '1', staffId: staff.id }),
      'week': () =>
        weekOfSlots(counter.id, date, DateTime.fromISO(date).plus({ days: 7 }).toISODate()!),
      'week of a type': () =>
        weekOfSlots(
          counter.id,
          date,
          DateTime.fromISO(date).plus({ days: 7 }).toISODate()!,
          type.id
        ),
      'day': () => dayOfSlots(date, null),
      'slot': () => reservationsOfSlot(slots[0]),
      'list': () => listReservations(listed, { counterIds: null, limit: 50 }),
      'count of the list': () => countListed(listed, null),
      'visits of a day': () => listVisits(reach, { states: ['reserved', 'arrived'] }),
      'page of the visits of a month': () =>
        listVisits(
          { ...reach, until: monthLater },
          { states: ['no_show'] },
          { offset: 0, limit: 200 }
        ),
      'visits by day': () => countByDay({ ...reach, until: monthLater }, { states: ['no_show'] }),
      'counts of a day': () => countVisits(reach),
      'counts of a month': () => countVisits({ ...reach, until: monthLater }),
      'use of a month': () => utilisation({ ...reach, until: monthLater }),
      'release': () => releaseExpiredHolds(),
      'release of one slot': () => releaseExpiredHolds(slots[0]),
      'lock': () => lockSlots([slots[0], slots[1]]),
    }
    for (const [name, step] of Object.entries(steps)) {
      const plans = await plansOf(municipality, step)
      assert.isNotEmpty(plans, name)
      for (const plan of plans) assert.notMatch(plan, GROWING, `${name}:\n${plan}`)
    }
  })

  test('no condition of a search reads a growing table whole [R54]', async ({ assert }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    await createSlots(municipality, counter, { count: 4000, capacity: 20 })
    const type = await createProcedureType(municipality, { public: false })
    for (const field of ['name', 'birthday']) await setField(municipality, field, 'optional')
    await tenancy.run(municipality, async () => {
      await db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state, reception_number,
                                   issued_numbers, access_key_hash, reserved_at, booker_id, procedure_type_id)
         SELECT s.municipality_id, s.id, s.counter_id, s.visit_date, s.starts_at, 'reserved', row_number, ARRAY[row_number],
                sha256(s.id::text::bytea || int4send(n)), s.starts_at - interval '9 days', uuidv7(), ?
           FROM (SELECT slots.*, n, row_number() OVER (PARTITION BY visit_date)::int AS row_number
                   FROM slots CROSS JOIN generate_series(1, 6) AS n) AS s`,
        [type.id]
      )
      await db.rawQuery(
        `INSERT INTO field_values (municipality_id, subject, record_id, field, position, text_key, date_key)
         SELECT municipality_id, 'reservation.application', id, field, 0, text_key, date_key
           FROM reservations CROSS JOIN LATERAL (VALUES
             ('name', left(md5(id::text), 6), NULL::date),
             ('birthday', NULL, date '1950-01-01' + (reception_number * 7919) % 25000)
           ) AS keys (field, text_key, date_key)`
      )
      await db.rawQuery(
        `INSERT INTO field_endings (municipality_id, subject, record_id, field, ending)
         SELECT municipality_id, subject, record_id, field, substr(text_key, n)
           FROM field_values CROSS JOIN generate_series(1, 6) AS n WHERE field = 'name'
         ON CONFLICT DO NOTHING`
      )
    })
    for (const table of ['slots', 'reservations', 'field_values', 'field_endings'])
      await db.connection('owner').rawQuery(`ANALYZE ${table}`)

    const one = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(
        `SELECT id, visit_date::text AS day, serial_number AS serial, booker_id AS booker, access_key_hash AS key
           FROM reservations ORDER BY id LIMIT 1 OFFSET 5000`
      )
      return rows[0]
    })
    const fields = await fieldSetOf(applicationFields, await municipalities.byId(municipality.id))
    const by = async (key: string, typed: string, inside = false) =>
      (await askField(fields, fields.find(key)!, typed, { inside }))!
    const day = { from: one.day, until: one.day }
    const searches: Record<string, ReservationFilter> = {
      'a day': day,
      'a day of applications': { ...day, by: 'received' },
      '受付番号': { ...day, number: 7 },
      'every flag': {
        ...{ ...day, counter: counter.id, state: 'reserved', procedure: type.id },
        ...{ collected: false, handling: '交付済み', how: 'by_resident' },
      },
      '通し番号': { serial: Number(one.serial) },
      'アクセスキー': { accessKeyHash: one.key },
      '利用者ID': { bookerIds: [one.booker] },
      'the beginning of a name': { fields: [await by('name', 'a1b')] },
      'inside of a name': { fields: [await by('name', 'a1b', true)] },
      'a long piece of a name': { fields: [await by('name', 'a1b2c3d4e5a1b2c3d4e5ff', true)] },
      'a birthday': { fields: [await by('birthday', '1965-06-01')] },
      'name and birthday': {
        fields: [await by('name', 'a'), await by('birthday', '1965-06-01')],
      },
    }
    for (const [name, filter] of Object.entries(searches)) {
      const plans = await plansOf(municipality, async () => {
        await countListed(filter, null, 10_001)
        await listReservations(filter, { counterIds: null, limit: 50, many: true })
        for (const order of LIST_ORDERS) {
          await listReservations(filter, {
            ...{ counterIds: null, limit: 50, order: { by: order, down: true } },
          })
        }
      })
      assert.lengthOf(plans, 2 + LIST_ORDERS.length)
      for (const plan of plans) assert.notMatch(plan, GROWING, `${name}:\n${plan}`)
    }

    const held = [
      { kind: 'booker', id: one.booker },
      { kind: 'reservation', id: one.id },
    ]
    const i18n = i18nManager.locale('ja')
    const plans = await plansOf(municipality, () => reservationsOfPerson(held, { i18n }))
    for (const plan of plans) assert.notMatch(plan, GROWING, `held on a person:\n${plan}`)
    /** Not by going through all of the municipality's own. */
    assert.match(plans.join('\n'), /on reservations_by_booker|using reservations_by_booker/)
  }).timeout(60_000)
})
