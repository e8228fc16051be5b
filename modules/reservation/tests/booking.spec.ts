import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { setField } from '#tests/support/fields'
import { Resident } from '#tests/support/resident'
import releaseExpiredHolds from '../jobs/release_expired_holds.js'
import { countReservations, expireHolds, slotCounts } from '#tests/support/seats'

async function town(options: { capacity?: number; count?: number } = {}) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, options)
  return { municipality, counter, slots, resident: new Resident(new Visitor(), municipality.slug) }
}

const auditActions = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT action FROM audit_entries ORDER BY seq')
    return rows.map((row: { action: string }) => row.action) as string[]
  })

test.group('reservation/hold', () => {
  test('takes a seat and gives it back when the resident gives up', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = await resident.hold(slots[0])
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 5, taken: 1 }])
    await resident.visitor.post(`/${municipality.slug}/holds/${token}/give-up`)
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 5, taken: 0 }])
  })

  test('counts once however often the form is sent', async ({ assert }) => {
    const { municipality, slots, resident } = await town({ capacity: 1 })
    const page = await resident.visitor.get(`/${municipality.slug}/slots/${slots[0]}`)
    const answers = await Promise.all([1, 2, 3].map(() => resident.visitor.submit(page, /holds$/)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303]
    )
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 1, taken: 1 }])
    assert.equal(await countReservations(municipality, 'held'), 1)
  })

  test('frees the seat for the next one when its time is over, without waiting for the job', async ({
    assert,
  }) => {
    const { municipality, slots, resident } = await town({ capacity: 1 })
    await resident.hold(slots[0])
    assert.isNull(await resident.hold(slots[0]))
    await expireHolds(municipality)
    const next = await resident.visitor.post(`/${municipality.slug}/holds`, {
      slot: slots[0],
      token: 'another-resident-token',
    })
    assert.equal(next.status, 303)
    assert.equal(await countReservations(municipality, 'lapsed'), 1)
  })

  test('a slow resident still gets the seat when nobody else has taken it', async ({ assert }) => {
    const { municipality, slots, resident } = await town({ capacity: 1 })
    const token = (await resident.hold(slots[0]))!
    await expireHolds(municipality, token)
    assert.isNotNull(await resident.confirm(token))
  })

  test('a full slot is refused with a sentence and a way on', async ({ assert }) => {
    const { municipality, slots, resident } = await town({ capacity: 1 })
    const page = await resident.visitor.get(`/${municipality.slug}/slots/${slots[0]}`)
    await resident.book(slots[0])
    const answer = await resident.visitor.submit(page, /holds$/)
    assert.equal(answer.status, 409)
    assert.include(answer.words(), 'この時間は予約できなくなりました')
    assert.include(answer.text, `/${municipality.slug}/calendar`)
  })
})

test.group('reservation/confirm [R27] [R35] [R64]', () => {
  test('gives numbers in order of booking, per counter and day', async ({ assert }) => {
    const { municipality, counter, slots, resident } = await town({ count: 2 })
    const [nextDay] = await createSlots(municipality, counter, { daysAhead: 8 })
    const numbers = []
    for (const slot of [slots[1], slots[0], nextDay, slots[0]]) {
      numbers.push((await resident.book(slot))!.number)
    }
    assert.deepEqual(numbers, ['1', '2', '1', '3'])
  })

  test('sent twice it books once and shows the same number and key', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = (await resident.hold(slots[0]))!
    const first = await resident.confirm(token)
    const again = await resident.confirm(token)
    assert.deepEqual(again, first)
    assert.equal(await countReservations(municipality, 'reserved'), 1)
    const actions = await auditActions(municipality)
    assert.lengthOf(
      actions.filter((action) => action === 'reservation.confirm'),
      1
    )
  })

  test('asks for what is missing by its name and keeps the hold', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = await resident.hold(slots[0])
    const answer = await resident.visitor.post(`/${municipality.slug}/holds/${token}/check`)
    assert.equal(answer.status, 422)
    assert.include(answer.words(), '住基カードの有無を選んでください。')
    assert.equal(await countReservations(municipality, 'held'), 1)
  })

  test('books nothing before the form is filled in, and says so', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = await resident.hold(slots[0])
    const answer = await resident.visitor.post(`/${municipality.slug}/holds/${token}/confirm`)
    assert.equal(answer.status, 409)
    assert.include(answer.words(), '入力がまだ済んでいません')
    assert.equal(await countReservations(municipality, 'held'), 1)
  })

  test('keeps what was typed encrypted, and only until it is confirmed', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    await setField(municipality, 'email', 'optional')
    const token = await resident.hold(slots[0])
    const drafts = () =>
      tenancy.run(municipality, async () => {
        const { rows } = await db.rawQuery('SELECT draft FROM reservations')
        return rows.map(({ draft }: { draft: string | null }) => draft)
      })
    const typed = { old_card: 'yes', email: 'hanako@example.jp' }
    await resident.visitor.post(`/${municipality.slug}/holds/${token}/check`, typed)
    const [draft] = await drafts()
    assert.isString(draft)
    assert.notInclude(draft, 'hanako')
    const form = await resident.visitor.get(`/${municipality.slug}/holds/${token}`)
    assert.include(form.text, 'hanako@example.jp')
    await resident.visitor.post(`/${municipality.slug}/holds/${token}/confirm`)
    assert.deepEqual(await drafts(), [null])
  })

  test('forgets what was typed and never confirmed after two hours', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = await resident.hold(slots[0])
    await resident.visitor.post(`/${municipality.slug}/holds/${token}/check`, { old_card: 'no' })
    await expireHolds(municipality)
    await releaseExpiredHolds({ municipalityId: municipality.id })
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE reservations SET settled_at = settled_at - interval '121 minutes'`)
    )
    await releaseExpiredHolds({ municipalityId: municipality.id })
    const form = await resident.visitor.get(`/${municipality.slug}/holds/${token}/confirm`)
    assert.equal(form.location, `/${municipality.slug}/holds/${token}`)
  })

  test('stores the key as a hash and nothing about the person', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const booked = (await resident.book(slots[0]))!
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT r::text AS row FROM reservations r')
    )
    assert.notInclude(rows[0].row, booked.key.replaceAll('-', ''))
    assert.notInclude(rows[0].row, booked.token)
  })
})

test.group('reservation/mail [R30] [R130]', () => {
  test('is in the language the resident booked in', async ({ assert }) => {
    for (const [lang, subject, time] of [
      ['ja', /来庁予約の受付$/, /来庁日時：\d+年\d+月\d+日\(.\)8時30分/],
      ['ja-simple', /予約（よやく）が できました$/, /時間（じかん）：\d+年\d+月\d+日\(.\) 8時30分/],
      ['en', /Your visit is booked$/, /Date and time: \w+day \d+ \w+ \d{4}, 8:30/],
    ] as const) {
      const { municipality, slots, resident } = await town()
      await setField(municipality, 'email', 'optional')
      await resident.visitor.get(`/${municipality.slug}/look-up?lang=${lang}`)
      const token = (await resident.hold(slots[0]))!
      await resident.confirm(token, { old_card: 'no', email: 'hanako@example.jp' })
      const { rows } = await tenancy.run(municipality, () =>
        db.rawQuery('SELECT sealed FROM mail_messages')
      )
      const mail = encryption.decrypt<{ subject: string; text: string }>(rows[0].sealed)!
      assert.match(mail.subject, subject)
      assert.match(mail.text, time)
    }
  })
})

test.group('reservation/look-up [R28]', () => {
  test('needs number and key together, in any width and case', async ({ assert }) => {
    const { slots, resident } = await town()
    const booked = (await resident.book(slots[0]))!
    const wide = [...booked.key]
      .map((c) => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)))
      .join('')
    assert.isNotNull(await resident.open({ number: '１', key: wide }))
    assert.isNotNull(
      await resident.open({ number: '1', key: booked.key.toLowerCase().replaceAll('-', ' ') })
    )
    assert.isNull(await resident.open({ number: '2', key: booked.key }))
  })

  test('answers alike to an unknown key, a wrong number and a cancelled reservation', async ({
    assert,
  }) => {
    const { municipality, slots, resident } = await town()
    const [live, cancelled] = [(await resident.book(slots[0]))!, (await resident.book(slots[0]))!]
    await resident.visitor.post(`${await resident.open(cancelled)}/cancel`)
    const lookUp = async (number: string, key: string) => {
      const { status, text } = await resident.visitor.post(`/${municipality.slug}/look-up`, {
        number,
        key,
      })
      return { status, text: text.replaceAll(/value="[^"]*"/g, '') }
    }
    const unknown = await lookUp('1', 'ABCD-EFGH-JKLM')
    assert.equal(unknown.status, 422)
    assert.deepEqual(await lookUp('7', live.key), unknown)
    assert.deepEqual(await lookUp(cancelled.number, cancelled.key), unknown)
  })

  test('a key guessed too often is slowed down, and the number shown is a sentence', async ({
    assert,
  }) => {
    const { municipality, resident } = await town()
    const statuses = []
    for (let i = 0; i < 6; i++) {
      const answer = await resident.visitor.post(`/${municipality.slug}/look-up`, {
        number: '1',
        key: 'ABCDEFGHJKLM',
      })
      statuses.push(answer.status)
    }
    assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429])
  })
})

test.group('reservation/change [R36] [R66]', () => {
  test('frees the old seat and takes the new one', async ({ assert }) => {
    const { municipality, slots, resident } = await town({ count: 2 })
    const page = await resident.open((await resident.book(slots[0]))!)
    const answer = await resident.visitor.post(`${page}/change/${slots[1]}`)
    assert.equal(answer.status, 303)
    assert.deepEqual(await slotCounts(municipality, slots), [
      { capacity: 5, taken: 0 },
      { capacity: 5, taken: 1 },
    ])
  })

  test('keeps the old seat when the new slot is full', async ({ assert }) => {
    const { municipality, slots, resident } = await town({ count: 2, capacity: 1 })
    const booked = (await resident.book(slots[0]))!
    await resident.book(slots[1])
    const answer = await resident.visitor.post(`${await resident.open(booked)}/change/${slots[1]}`)
    assert.equal(answer.status, 409)
    assert.deepEqual(await slotCounts(municipality, slots), [
      { capacity: 1, taken: 1 },
      { capacity: 1, taken: 1 },
    ])
    assert.isNotNull(await resident.open(booked))
  })

  test('on another day the number is new, and the one on the paper still opens it', async ({
    assert,
  }) => {
    const { municipality, counter, slots, resident } = await town()
    const [nextDay] = await createSlots(municipality, counter, { daysAhead: 8 })
    await resident.book(nextDay)
    const booked = (await resident.book(slots[0]))!
    const page = (await resident.open(booked))!
    await resident.visitor.post(`${page}/change/${nextDay}`)
    const shown = await resident.visitor.get(page)
    assert.include(shown.words(), '受付番号 2')
    assert.isNotNull(await resident.open(booked))
    assert.isNotNull(await resident.open({ ...booked, number: '2' }))
  })
})

test.group('reservation/cancel [R66]', () => {
  test('opening the page changes nothing, pressing the button frees the seat at once', async ({
    assert,
  }) => {
    const { municipality, slots, resident } = await town()
    const page = await resident.open((await resident.book(slots[0]))!)
    await resident.visitor.get(`${page}/cancel`)
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 5, taken: 1 }])
    await resident.visitor.post(`${page}/cancel`)
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 5, taken: 0 }])
    assert.equal(await countReservations(municipality, 'cancelled'), 1)
  })

  test('twice is once: the second is told so', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const page = await resident.open((await resident.book(slots[0]))!)
    const statuses = await Promise.all(
      [1, 2].map(async () => (await resident.visitor.post(`${page}/cancel`)).status)
    )
    assert.sameMembers(statuses, [303, 409])
    assert.deepEqual(await slotCounts(municipality, slots), [{ capacity: 5, taken: 0 }])
  })

  test('a form another site sends is refused', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const page = await resident.open((await resident.book(slots[0]))!)
    const response = await fetch(`${resident.visitor.baseUrl}${page}/cancel`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'origin': 'https://elsewhere.example' },
    })
    assert.equal(response.status, 403)
    assert.equal(await countReservations(municipality, 'reserved'), 1)
  })
})
