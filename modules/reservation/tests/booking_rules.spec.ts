import { test } from '@japa/runner'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { countReservations, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'

async function town(settings: Record<string, number>) {
  const municipality = await createMunicipality()
  await setSettings(
    municipality.id,
    Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [`reservation.${key}`, value])
    )
  )
  const counter = await createCounter(municipality)
  return {
    municipality,
    slotIn: async (daysAhead: number) =>
      (await createSlots(municipality, counter, { daysAhead, capacity: 4 }))[0],
    resident: new Resident(new Visitor(), municipality.slug),
  }
}

test.group('reservation/booking window [R126]', () => {
  test('takes bookings from so many days ahead until so many days before, and no others', async ({
    assert,
  }) => {
    const { municipality, slotIn, resident } = await town({
      book_days_ahead: 10,
      book_days_before: 2,
    })
    const [tooSoon, first, last, tooFar] = [
      await slotIn(1),
      await slotIn(2),
      await slotIn(10),
      await slotIn(11),
    ]
    const hold = async (slot: string, i: number) =>
      (
        await resident.visitor.post(`/${municipality.slug}/holds`, {
          slot,
          token: `${i}`.padEnd(22, 'x'),
        })
      ).status
    assert.deepEqual(
      [await hold(tooSoon, 1), await hold(first, 2), await hold(last, 3), await hold(tooFar, 4)],
      [409, 303, 303, 409]
    )
    assert.equal(await countReservations(municipality, 'held'), 2)
  })

  test('the calendar offers the same days and the slot page tells why there is no button', async ({
    assert,
  }) => {
    const { municipality, slotIn, resident } = await town({
      book_days_ahead: 3,
      book_days_before: 2,
    })
    const [tooSoon, open] = [await slotIn(1), await slotIn(3)]
    const calendar = await resident.visitor.get(`/${municipality.slug}/calendar`)
    assert.include(calendar.text, `/slots/${open}`)
    assert.notInclude(calendar.text, `/slots/${tooSoon}`)
    const page = await resident.visitor.get(`/${municipality.slug}/slots/${tooSoon}`)
    assert.include(page.words(), 'この時間は予約できなくなりました')
    assert.isEmpty(page.forms())
  })

  test('does not bind the staff, who help by phone [R47]', async ({ assert }) => {
    const { municipality, slotIn } = await town({ book_days_before: 5 })
    const slot = await slotIn(1)
    const visitor = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    const page = await visitor.get(`/${municipality.slug}/staff/slots/${slot}`)
    assert.equal((await visitor.submit(page, /reservations$/, { old_card: 'no' })).status, 303)
  })
})

test.group('reservation/deadlines [R126]', () => {
  test('after the deadline a resident is sent to the phone and nothing changes', async ({
    assert,
  }) => {
    const { municipality, slotIn, resident } = await town({
      change_days_before: 3,
      cancel_days_before: 4,
    })
    const [slot, other] = [await slotIn(2), await slotIn(9)]
    const page = (await resident.open((await resident.book(slot))!))!
    const shown = await resident.visitor.get(page)
    assert.include(shown.words(), '下の連絡先へお電話ください')
    assert.notInclude(shown.text, `${page}/cancel"`)
    for (const [method, path] of [
      ['get', `${page}/change`],
      ['post', `${page}/change/${other}`],
      ['get', `${page}/cancel`],
      ['post', `${page}/cancel`],
    ] as const) {
      const answer = await resident.visitor[method](path)
      assert.equal(answer.status, 409, `${method} ${path}`)
      assert.include(answer.words(), '締切を過ぎています')
    }
    assert.deepEqual(
      (await slotCounts(municipality, [slot, other])).map(({ taken }) => taken),
      [1, 0]
    )
  })

  test('on the last day it is still possible', async ({ assert }) => {
    const { slotIn, resident } = await town({ change_days_before: 3, cancel_days_before: 3 })
    const [slot, other] = [await slotIn(3), await slotIn(9)]
    const page = await resident.open((await resident.book(slot))!)
    assert.equal((await resident.visitor.post(`${page}/change/${other}`)).status, 303)
    assert.equal((await resident.visitor.post(`${page}/cancel`)).status, 303)
  })
})
