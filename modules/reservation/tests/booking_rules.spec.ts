import { test } from '@japa/runner'
import { DateTime } from 'luxon'
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

async function town(settings: Record<string, unknown>) {
  const municipality = await createMunicipality()
  await setSettings(
    municipality.id,
    Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [`reservation.${key}`, value])
    )
  )
  const counter = await createCounter(municipality)
  return {
    ...{ municipality, counter },
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

/** A clock time some minutes from now, as a setting keeps it. */
const moment = (minutes: number) =>
  DateTime.now().setZone('Asia/Tokyo').plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm")

test.group('reservation/time of reception [R40]', () => {
  test('before and after it nobody can book, and is told from when or until when', async ({
    assert,
  }) => {
    for (const [settings, title, word] of [
      [{ opens_at: moment(90) }, '予約の受付はまだ始まっていません', 'からです。'],
      [{ closes_at: moment(-90) }, '予約の受付は終わりました', 'で終わりました。'],
    ] as const) {
      const { municipality, slotIn, resident } = await town(settings)
      const slot = await slotIn(3)
      const answer = await resident.visitor.post(`/${municipality.slug}/holds`, {
        slot,
        token: 'x'.repeat(22),
      })
      assert.equal(answer.status, 409)
      assert.include(answer.words(), title)
      assert.match(answer.words(), new RegExp(`\\d+年\\d+月\\d+日\\(.\\)\\d+時\\d+分${word}`))
      const page = await resident.visitor.get(`/${municipality.slug}/slots/${slot}`)
      assert.include(page.words(), title)
      const calendar = await resident.visitor.get(`/${municipality.slug}/calendar`)
      assert.include(calendar.words(), title)
      assert.notInclude(calendar.text, `/slots/${slot}`)
      assert.equal(await countReservations(municipality, 'held'), 0)
    }
  })

  test('does not bind who changes a visit, nor the staff', async ({ assert }) => {
    const { municipality, slotIn, resident } = await town({})
    const [from, to] = [await slotIn(3), await slotIn(4)]
    const page = await resident.open((await resident.book(from))!)
    await setSettings(municipality.id, { 'reservation.closes_at': moment(-5) })
    assert.equal((await resident.visitor.post(`${page}/change/${to}`)).status, 303)
    const staff = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, staff)
    const form = await visitor.get(`/${municipality.slug}/staff/slots/${from}`)
    assert.equal((await visitor.submit(form, /reservations$/)).status, 303)
  })
})

test.group('reservation/rules of a counter [R40] [R41] [R126]', () => {
  const BLANK = {
    ...{ opens_at: '', closes_at: '', days_ahead: '', days_before: '' },
    ...{ change_days_before: '', cancel_days_before: '' },
  }

  test('count before the municipality’s: in the claim, on the calendar, for changes and cancellations', async ({
    assert,
  }) => {
    const { municipality, counter, slotIn, resident } = await town({ book_days_ahead: 3 })
    const far = await slotIn(5)
    assert.isNull(await resident.hold(far))
    const staff = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff/rules`
    const form = await visitor.get(`${base}/${counter.id}`)
    const saved = await visitor.submit(form, new RegExp(counter.id), {
      ...BLANK,
      days_ahead: '６',
      cancel_days_before: '6',
    })
    assert.equal(saved.status, 303)
    assert.include((await visitor.get(base)).words(), '0日前まで、6日先まで')
    assert.match(
      (await visitor.get(`${base}/${counter.id}`)).text,
      /name="days_ahead"[^>]* value="6"|value="6"[^>]*name="days_ahead"/
    )

    const calendar = await resident.visitor.get(`/${municipality.slug}/calendar?n=1`)
    assert.include(calendar.text, `/slots/${far}`)
    const page = (await resident.open((await resident.book(far))!))!
    assert.equal((await resident.visitor.get(`${page}/change`)).status, 200)
    assert.equal((await resident.visitor.post(`${page}/cancel`)).status, 409)
    assert.include((await resident.visitor.get(page)).words(), '締切を過ぎた変更・取消')
  })

  test('its time of reception is its own, and an end before the beginning is told', async ({
    assert,
  }) => {
    const { municipality, counter, slotIn, resident } = await town({ opens_at: moment(90) })
    const slot = await slotIn(2)
    const staff = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, staff)
    const address = `/${municipality.slug}/staff/rules/${counter.id}`
    const send = async (opens: string, closes: string) =>
      visitor.submit(await visitor.get(address), new RegExp(counter.id), {
        ...BLANK,
        opens_at: opens,
        closes_at: closes,
      })
    const wrong = await send(moment(-10), moment(-20))
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '予約受付の終了日時が開始日時より前になっています。')
    assert.isNull(await resident.hold(slot))
    assert.equal((await send(moment(-10), moment(60))).status, 303)
    assert.isNotNull(await resident.hold(slot))
  })
})
