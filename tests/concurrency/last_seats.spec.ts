import { test } from '@japa/runner'
import { seatsOutOfBalance } from '#modules/reservation/queries/seats_out_of_balance'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { ServerProcess } from '#tests/support/server_process'
import { countReservations, expireHolds, slotCounts } from '#tests/support/seats'
import { tenancy, type Municipality } from '#app/tenancy/main'

test.group('the last seats, two servers [R125]', (group) => {
  let servers: ServerProcess[]
  group.setup(async () => {
    servers = await Promise.all([ServerProcess.start(), ServerProcess.start()])
  })
  group.teardown(async () => {
    await Promise.all(servers.map((server) => server.end()))
  })

  const residents = (municipality: Municipality, count: number) =>
    Array.from(
      { length: count },
      (_, i) => new Resident(new Visitor(servers[i % servers.length].baseUrl), municipality.slug)
    )

  test('300 residents book a slot of five at once: five get a seat', async ({ assert }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [slot] = await createSlots(municipality, counter, { capacity: 5 })

    await Promise.all(servers.map((server) => server.knows(municipality.slug)))
    const booked = await Promise.all(residents(municipality, 300).map((r) => r.book(slot)))

    const lucky = booked.filter((booking) => booking !== null)
    assert.lengthOf(lucky, 5)
    assert.sameMembers(
      lucky.map(({ number }) => number),
      ['1', '2', '3', '4', '5']
    )
    assert.lengthOf(new Set(lucky.map(({ key }) => key)), 5)
    assert.deepEqual(await slotCounts(municipality, [slot]), [{ capacity: 5, taken: 5 }])
    assert.equal(await countReservations(municipality, 'reserved'), 5)
  })

  test('bookings, changes, cancellations and expiring holds mixed end with every seat accounted for', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await setSettings(municipality.id, { 'reservation.hold_minutes': 3 })
    const counter = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 4, capacity: 6 })
    const anySlot = (i: number) => slots[i % slots.length]

    await Promise.all(servers.map((server) => server.knows(municipality.slug)))
    const journeys = residents(municipality, 120).map(async (resident, i) => {
      const token = await resident.hold(anySlot(i))
      if (!token) return
      if (i % 5 === 0) return expireHolds(municipality, token)
      const booked = await resident.confirm(token)
      if (!booked || i % 5 === 1) return
      const page = await resident.open(booked)
      if (!page) throw new Error('A confirmed reservation cannot be opened')
      if (i % 5 === 2) await resident.visitor.post(`${page}/cancel`)
      else await resident.visitor.post(`${page}/change/${anySlot(i + 1)}`)
    })
    await Promise.all(journeys)

    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    const counts = await slotCounts(municipality, slots)
    assert.isAbove(
      counts.reduce((sum, { taken }) => sum + taken, 0),
      0,
      'somebody must have got a seat'
    )
    for (const { capacity, taken } of counts) assert.isAtMost(taken, capacity)
  })
})
