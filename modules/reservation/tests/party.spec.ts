import { test } from '@japa/runner'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
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
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

async function town(options: { capacity?: number; manner?: string } = {}) {
  const municipality = await createMunicipality()
  await setSettings(municipality.id, {
    'reservation.most_persons': 4,
    'reservation.party_manner': options.manner ?? 'resident',
  })
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, {
    count: 4,
    capacity: options.capacity ?? 5,
    daysAhead: 3,
  })
  return {
    ...{ municipality, counter, slots },
    resident: new Resident(new Visitor(), municipality.slug),
    taken: async () => (await slotCounts(municipality, slots)).map(({ taken }) => taken),
    balanced: () => tenancy.run(municipality, seatsOutOfBalance),
  }
}

test.group('reservation/party, booking [R35] [R125]', () => {
  test('is not asked about where one person comes at a time', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    await setSettings(municipality.id, { 'reservation.most_persons': 1 })
    const page = await resident.visitor.get(`/${municipality.slug}/slots/${slots[0]}`)
    assert.notInclude(page.words(), '人数')
    const answer = await resident.visitor.submit(page, /holds$/, { persons: '2' })
    assert.equal(answer.status, 409)
    assert.include(answer.words(), 'この人数では予約できません')
    assert.equal(await countReservations(municipality, 'held'), 0)
  })

  test('side by side takes a desk for everybody, each with a number, all with one key', async ({
    assert,
  }) => {
    const { slots, resident, taken, balanced } = await town()
    const booked = (await resident.book(slots[0], undefined, { persons: '3' }))!
    assert.deepEqual(booked.numbers, ['1', '2', '3'])
    assert.deepEqual(await taken(), [3, 0, 0, 0])
    for (const number of booked.numbers) {
      const page = await resident.open({ number, key: booked.key })
      const words = (await resident.visitor.get(page!)).words()
      for (const person of ['1人目', '2人目', '3人目']) assert.include(words, person)
    }
    assert.deepEqual(await balanced(), [])
  })

  test('one after the other takes the following slots, each as long as the visit', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken, balanced } = await town()
    const type = await createProcedureType(municipality, { minutes: 60 })
    const asked = { persons: '2', manner: 'consecutive' }
    assert.isNotNull(await resident.book(slots[0], type.code, asked))
    assert.deepEqual(await taken(), [1, 1, 1, 1])
    assert.isNull(await resident.hold(slots[1], type.code, asked), 'the day ends too soon')
    assert.deepEqual(await taken(), [1, 1, 1, 1])
    assert.deepEqual(await balanced(), [])
  })

  test('is all or nothing, and a form sent twice, the second time for more, books once', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken, balanced } = await town({ capacity: 3 })
    await resident.book(slots[1])
    assert.isNull(await resident.hold(slots[1], undefined, { persons: '3' }))
    assert.deepEqual(await taken(), [0, 1, 0, 0])

    const page = await resident.visitor.get(`/${municipality.slug}/slots/${slots[2]}`)
    const statuses = await Promise.all(
      ['2', '3', '2'].map(
        async (persons) => (await resident.visitor.submit(page, /holds$/, { persons })).status
      )
    )
    assert.deepEqual(statuses, [303, 303, 303])
    assert.include([2, 3], (await taken())[2])
    assert.deepEqual(await balanced(), [])
  })

  test('whose time has run out is confirmed whole or not at all', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town({ capacity: 2 })
    const [late, later] = [
      (await resident.hold(slots[0], undefined, { persons: '2' }))!,
      (await resident.hold(slots[1], undefined, { persons: '2' }))!,
    ]
    const one = await resident.visitor.get(`/${municipality.slug}/slots/${slots[2]}`)
    await expireHolds(municipality)
    assert.equal((await resident.visitor.submit(one, /holds$/, { slot: slots[1] })).status, 303)
    assert.isNotNull(await resident.confirm(late))
    assert.isNull(await resident.confirm(later))
    assert.deepEqual(await taken(), [2, 1, 0, 0])
    assert.deepEqual(await balanced(), [])
  })
})

test.group('reservation/party, changing and cancelling [R36] [R66]', () => {
  test('one person moves or leaves alone', async ({ assert }) => {
    const { slots, resident, taken, balanced } = await town()
    const booked = (await resident.book(slots[0], undefined, { persons: '3' }))!
    const page = (await resident.open(booked))!
    const change = await resident.visitor.get(`${page}/change?who=2`)
    assert.include(change.text, '?who=2')
    const check = await resident.visitor.get(`${page}/change/${slots[2]}?who=2`)
    assert.equal((await resident.visitor.submit(check, /change/)).status, 303)
    const cancel = await resident.visitor.get(`${page}/cancel?who=1`)
    assert.equal((await resident.visitor.submit(cancel, /cancel$/)).status, 303)
    assert.deepEqual(await taken(), [1, 0, 1, 0])
    /** The first one has left; the party can still be opened with that number. */
    assert.isNotNull(await resident.open(booked))
    assert.deepEqual(await balanced(), [])
  })

  test('everybody moves, in the same manner, or nobody', async ({ assert }) => {
    const { slots, resident, taken, balanced } = await town({ capacity: 2 })
    const asked = { persons: '2', manner: 'consecutive' }
    const page = (await resident.open((await resident.book(slots[0], undefined, asked))!))!
    const move = async (to: string) => {
      const check = await resident.visitor.get(`${page}/change/${to}?who=all`)
      return (await resident.visitor.submit(check, /change/)).status
    }
    assert.equal(await move(slots[1]), 303)
    assert.deepEqual(await taken(), [0, 1, 1, 0])
    await resident.book(slots[3], undefined, { persons: '2', manner: 'parallel' })
    assert.equal(await move(slots[2]), 409)
    assert.equal(await move(slots[3]), 409)
    assert.deepEqual(await taken(), [0, 1, 1, 2])
    assert.deepEqual(await balanced(), [])
  })

  test('everybody cancels at once, twice is once', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town()
    const booked = (await resident.book(slots[0], undefined, { persons: '3' }))!
    const page = (await resident.open(booked))!
    const ask = await resident.visitor.get(`${page}/cancel?who=all`)
    assert.include(ask.words(), '全員を取り消す')
    const statuses = await Promise.all(
      [1, 2].map(async () => (await resident.visitor.submit(ask, /cancel$/)).status)
    )
    assert.sameMembers(statuses, [303, 409])
    assert.deepEqual(await taken(), [0, 0, 0, 0])
    assert.equal(await countReservations(municipality, 'cancelled'), 3)
    assert.isNull(await resident.open(booked))
    assert.deepEqual(await balanced(), [])
  })

  test('the deadline binds everybody, in the action and not only on the page', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken } = await town()
    const page = (await resident.open(
      (await resident.book(slots[0], undefined, { persons: '2' }))!
    ))!
    await setSettings(municipality.id, { 'reservation.cancel_days_before': 5 })
    const answer = await resident.visitor.post(`${page}/cancel`, { who: 'all' })
    assert.equal(answer.status, 409)
    assert.include(answer.words(), '締切を過ぎています')
    assert.deepEqual(await taken(), [2, 0, 0, 0])
  })
})

test.group('reservation/party, the staff’s side [R47]', () => {
  test('books a family by phone and sees who belongs together', async ({ assert }) => {
    const { municipality, slots, taken } = await town()
    const base = `/${municipality.slug}/staff`
    const staff = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, staff)
    const slot = await visitor.get(`${base}/slots/${slots[0]}`)
    const booked = await visitor.submit(slot, /reservations$/, { persons: '2' })
    assert.equal(booked.status, 303)
    assert.include((await visitor.get(booked.location)).words(), '受付番号（2人目） 2')
    assert.deepEqual(await taken(), [2, 0, 0, 0])
    const list = await visitor.get(`${base}/slots/${slots[0]}`)
    assert.include(list.words(), '（2人中2人目）')
    const address = /href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/.exec(list.text)![1]
    assert.include((await visitor.get(address)).words(), '同行者')
  })
})
