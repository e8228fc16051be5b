import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { expireHolds, slotCounts } from '#tests/support/seats'
import { dateOf } from '#tests/support/waitlist'
import { cancelReservation } from '../actions/cancel_reservation.js'
import { changeReservation } from '../actions/change_reservation.js'
import { confirmReservation } from '../actions/confirm_reservation.js'
import { giveUpHold } from '../actions/give_up_hold.js'
import { holdSlot } from '../actions/hold_slot.js'
import { joinWaitlist } from '../actions/join_waitlist.js'
import { releaseExpiredHolds } from '../actions/release_expired_holds.js'
import { withdrawFromWaitlist } from '../actions/withdraw_from_waitlist.js'
import { makeBookingToken } from '../booking_token.js'
import returnSeats from '../jobs/return_seats.js'
import type { ProcedureType } from '../procedure_type.js'
import { findHold } from '../queries/find_hold.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

interface World {
  municipality: Municipality
  counterId: string
  date: string
  slots: string[]
  types: ProcedureType[]
  tokens: string[]
}

/** A small town in which everything is full: three slots of two desks; a long type with a quota. */
async function makeWorld(delay: number): Promise<World> {
  const { id } = await createMunicipality()
  await setSettings(id, {
    'reservation.waitlist': true,
    'reservation.most_persons': 3,
    'reservation.return_delay_minutes': delay,
  })
  const municipality = await municipalities.byId(id)
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, { count: 3, capacity: 2 })
  const offers = [{ counterId: counter.id, offered: true, quota: 1 }]
  const types = [
    await createProcedureType(municipality, { minutes: 30 }),
    await createProcedureType(municipality, { minutes: 60, offers }),
  ]
  const date = await tenancy.run(municipality, () => dateOf(slots[0]))
  const tokens = slots.flatMap(() => [makeBookingToken(), makeBookingToken()])
  await tenancy.run(municipality, async () => {
    for (const [i, token] of tokens.entries()) {
      const slotId = pick(slots, i)
      await holdSlot({ slotId, procedureTypeId: types[0].id, token, minutes: 10 })
      await confirmReservation(token, { filled: { values: {} } })
    }
  })
  return { municipality, counterId: counter.id, date, slots, types, tokens }
}

const party = fc.record({ persons: fc.integer({ min: 1, max: 3 }), consecutive: fc.boolean() })
const nth = fc.nat({ max: 7 })

/** What can happen, in any order. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('hold' as const), slot: nth, type: nth, party }),
    fc.record({ what: fc.constant('confirm' as const), whose: nth }),
    fc.record({ what: fc.constant('give up' as const), whose: nth }),
    fc.record({ what: fc.constant('run out' as const), whose: nth }),
    fc.record({ what: fc.constant('change' as const), whose: nth, slot: nth, whole: fc.boolean() }),
    fc.record({ what: fc.constant('cancel' as const), whose: nth, whole: fc.boolean() }),
    fc.record({ what: fc.constant('join' as const), type: nth, party }),
    fc.record({ what: fc.constant('withdraw' as const), whose: nth }),
    fc.record({ what: fc.constant('come due' as const) }),
    fc.record({ what: fc.constant('minute' as const) })
  ),
  { minLength: 15, maxLength: 40 }
)
type Happening = typeof happenings extends fc.Arbitrary<(infer One)[]> ? One : never

const pick = <T>(list: T[], n: number) => list[n % list.length]

async function happen(world: World, one: Happening) {
  const { municipality, slots, types, tokens } = world
  const run = (work: () => Promise<unknown>) => tenancy.run(municipality, work)
  const idOf = async (whose: number) => (await findHold(pick(tokens, whose)))!.reservationId
  switch (one.what) {
    case 'hold': {
      const token = makeBookingToken()
      const slotId = pick(slots, one.slot)
      const procedureTypeId = pick(types, one.type).id
      await run(() => holdSlot({ slotId, procedureTypeId, party: one.party, token, minutes: 10 }))
      return tokens.push(token)
    }
    case 'confirm':
      return run(() => confirmReservation(pick(tokens, one.whose), { filled: { values: {} } }))
    case 'give up':
      return run(() => giveUpHold(pick(tokens, one.whose)))
    case 'run out':
      return expireHolds(municipality, pick(tokens, one.whose))
    case 'change':
      return run(async () =>
        changeReservation({
          id: await idOf(one.whose),
          toSlotId: pick(slots, one.slot),
          wholeParty: one.whole,
        })
      )
    case 'cancel':
      return run(async () =>
        cancelReservation({ id: await idOf(one.whose), wholeParty: one.whole })
      )
    case 'join':
      return run(() =>
        joinWaitlist({
          counter: { id: world.counterId, rules: null },
          visitDate: world.date,
          type: pick(types, one.type),
          party: one.party,
          token: makeBookingToken(),
          locale: 'ja',
          boundBy: municipality,
        })
      )
    case 'withdraw':
      return run(async () => {
        const { rows } = await db.rawQuery('SELECT id FROM waitlist_entries ORDER BY number')
        if (rows.length > 0)
          await withdrawFromWaitlist(pick(rows as { id: string }[], one.whose).id)
      })
    case 'come due':
      return run(() =>
        db.rawQuery("UPDATE returning_seats SET returns_at = now() - interval '1 second'")
      )
    case 'minute':
      await run(() => releaseExpiredHolds())
      return returnSeats({ municipalityId: municipality.id })
  }
}

/** A refusal is an answer; anything else is a mistake. */
const isRefusal = (error: any) => String(error?.code).startsWith('E_') && error.status < 500

async function offersOf(municipality: Municipality) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT count(reservation_id)::int AS offers, count(DISTINCT r.party_id)::int AS parties
         FROM waitlist_entries e JOIN reservations r ON r.id = e.reservation_id`
    )
    return rows[0] as { offers: number; parties: number }
  })
}

test.group('reservation/seats, whatever happens in whatever order [R125]', () => {
  for (const delay of [0, 60]) {
    test(`every seat is accounted for, with seats that come back ${delay ? 'late' : 'at once'}`, async ({
      assert,
    }) => {
      let offered = 0
      const property = fc.asyncProperty(happenings, async (all) => {
        const world = await makeWorld(delay)
        for (const one of all) {
          try {
            await happen(world, one)
          } catch (error) {
            if (!isRefusal(error)) throw error
          }
          const balance = await tenancy.run(world.municipality, seatsOutOfBalance)
          assert.deepEqual(balance, [], `after "${one.what}"`)
        }
        for (const { taken, capacity } of await slotCounts(world.municipality, world.slots)) {
          assert.isAtMost(taken, capacity)
        }
        const { offers, parties } = await offersOf(world.municipality)
        assert.equal(offers, parties, 'nobody is offered what another one was')
        offered += offers
      })
      await fc.assert(property, { numRuns: 25, seed: 20261124 + delay })
      assert.isAbove(offered, 0, 'somebody must have been offered a seat')
    }).timeout(90_000)
  }
})
