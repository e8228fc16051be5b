import { test } from '@japa/runner'
import { releaseExpiredHolds } from '#modules/reservation/actions/release_expired_holds'
import { seatsOutOfBalance } from '#modules/reservation/queries/seats_out_of_balance'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { Resident, type Booked } from '#tests/support/resident'
import { ServerProcess } from '#tests/support/server_process'
import { countReservations, expireHolds, slotCounts } from '#tests/support/seats'
import { tenancy } from '#app/tenancy/main'

test.group('a server killed in mid-booking [R125]', () => {
  test('loses no confirmed booking and leaks no seat once the holds have run out', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 10, capacity: 20 })
    const server = await ServerProcess.start()

    const confirmed: Booked[] = []
    const rush = Promise.allSettled(
      Array.from({ length: 150 }, async (_, i) => {
        const resident = new Resident(new Visitor(server.baseUrl), municipality.slug)
        const booked = await resident.book(slots[i % slots.length])
        if (booked) confirmed.push(booked)
      })
    )
    await untilSome(confirmed, 15)
    await server.end('SIGKILL')
    const unlucky = (await rush).filter(({ status }) => status === 'rejected')
    assert.isNotEmpty(unlucky, 'the kill must have come in the middle')

    await expireHolds(municipality)
    await tenancy.run(municipality, () => releaseExpiredHolds())

    const another = await ServerProcess.start()
    try {
      const resident = new Resident(new Visitor(another.baseUrl), municipality.slug)
      for (const booked of confirmed.slice(0, 5)) assert.isNotNull(await resident.open(booked))
    } finally {
      await another.end()
    }
    const reserved = await countReservations(municipality, 'reserved')
    assert.isAtLeast(reserved, confirmed.length)
    assert.equal(await countReservations(municipality, 'held'), 0)
    const taken = (await slotCounts(municipality, slots)).reduce((sum, slot) => sum + slot.taken, 0)
    assert.equal(taken, reserved)
    assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
  })
})

async function untilSome(list: unknown[], count: number) {
  for (let i = 0; i < 1_000 && list.length < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
