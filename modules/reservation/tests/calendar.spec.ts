import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  switchModule,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { publishSchedule } from '../actions/publish_schedule.js'

const inDays = (days: number) => DateTime.now().setZone('Asia/Tokyo').plus({ days }).toISODate()!
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100))

test.group('reservation/calendar [R34] [R38] [R59]', () => {
  test('is for everybody: no cookie, a shared copy, and 304 to who has it', async ({ assert }) => {
    const municipality = await createMunicipality()
    await createSlots(municipality, await createCounter(municipality), { daysAhead: 2 })
    const url = `${new Visitor().baseUrl}/${municipality.slug}/calendar`
    const first = await fetch(url)
    assert.equal(first.status, 200)
    assert.isNull(first.headers.get('set-cookie'))
    assert.include(first.headers.get('cache-control')!, 'public')
    assert.include(first.headers.get('content-security-policy')!, "default-src 'self'")
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag')! } })
    assert.equal(again.status, 304)
  })

  test('tells 残N, 満, 休館 and − apart in words', async ({ assert }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [, full] = await createSlots(municipality, counter, {
      daysAhead: 2,
      count: 2,
      capacity: 1,
    })
    await createSlots(municipality, counter, { daysAhead: 3, count: 1, capacity: 4 })
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO closed_days (municipality_id, counter_id, day, reason) VALUES (?, NULL, ?, '臨時休館')`,
        [municipality.id, inDays(4)]
      )
    )
    const visitor = new Visitor()
    await new Resident(visitor, municipality.slug).book(full)
    const words = (await visitor.get(`/${municipality.slug}/calendar`)).words()
    for (const word of ['残1', '残4', '満', '休館', '受付なし']) assert.include(words, word)
    assert.match(
      (await visitor.get(`/${municipality.slug}/calendar`)).text,
      /aria-label="\d+月\d+日\(.\)8時30分 残1"/
    )
  })

  test('shows a booking within a second or so', async ({ assert }) => {
    const municipality = await createMunicipality()
    const [slot] = await createSlots(municipality, await createCounter(municipality), {
      daysAhead: 2,
    })
    const visitor = new Visitor()
    const words = async () => (await visitor.get(`/${municipality.slug}/calendar`)).words()
    assert.include(await words(), '残5')
    await new Resident(visitor, municipality.slug).book(slot)
    await nextSecond()
    assert.include(await words(), '残4')
  })

  test('moves by weeks, never before today, and offers each counter [R118]', async ({ assert }) => {
    const municipality = await createMunicipality()
    await createCounter(municipality, { name: '本庁窓口' })
    const station = await createCounter(municipality, { name: '駅前出張所' })
    const visitor = new Visitor()
    const first = await visitor.get(`/${municipality.slug}/calendar?from=2001-01-01`)
    assert.notInclude(first.words(), '前の期間')
    assert.include(first.text, `from=${inDays(7)}`)
    const other = await visitor.get(
      `/${municipality.slug}/calendar?counter=${station.code}&from=${inDays(7)}`
    )
    assert.include(other.words(), '前の期間')
    assert.match(other.text, /aria-current="page"[^>]*>\s*駅前出張所/)
  })

  test('leaves out hidden counters, whose slots cannot be opened or held either', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const hidden = await createCounter(municipality, { visible: false })
    const [slot] = await createSlots(municipality, hidden)
    const visitor = new Visitor()
    assert.include(
      (await visitor.get(`/${municipality.slug}/calendar`)).words(),
      'いま予約できる窓口はありません。'
    )
    assert.equal((await visitor.get(`/${municipality.slug}/slots/${slot}`)).status, 404)
    const held = await visitor.post(`/${municipality.slug}/holds`, { slot, token: 'A'.repeat(22) })
    assert.equal(held.status, 409)
  })

  test('disappears with the module and comes back with it', async ({ assert }) => {
    const municipality = await createMunicipality()
    const visitor = new Visitor()
    const status = async () => (await visitor.get(`/${municipality.slug}/look-up`)).status
    assert.equal(await status(), 200)
    await switchModule(municipality.id, 'reservation', false)
    assert.equal(await status(), 404)
    await switchModule(municipality.id, 'reservation', true)
    assert.equal(await status(), 200)
  })
})

test.group('reservation/publish schedule [R39] [R41] [R123]', () => {
  test('makes slots from opening hours, without lunch, closed days and holidays, and only once', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    /** Friday 2032-04-30 to Friday 05-07: 3–5 May are holidays, 1 and 2 a weekend. */
    const period = { from: '2032-04-30', until: '2032-05-07' }
    const added = await tenancy.run(municipality, async () => {
      for (const weekday of [1, 2, 3, 4, 5]) {
        await db.rawQuery(
          `INSERT INTO opening_hours (municipality_id, counter_id, weekday, opens, closes, unit_minutes, capacity)
           VALUES (?, ?, ?, '08:30', '17:15', 30, 5)`,
          [municipality.id, counter.id, weekday]
        )
      }
      await db.rawQuery(
        `INSERT INTO excluded_times (municipality_id, counter_id, starts, ends) VALUES (?, ?, '12:00', '13:00')`,
        [municipality.id, counter.id]
      )
      await db.rawQuery(
        `INSERT INTO closed_days (municipality_id, counter_id, day, reason) VALUES (?, ?, '2032-05-07', '停電')`,
        [municipality.id, counter.id]
      )
      const once = await publishSchedule(municipality, period)
      return [once.added, (await publishSchedule(municipality, period)).added]
    })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        `SELECT visit_date::text AS day, count(*)::int AS n,
                min(to_char(starts_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI')) AS first,
                max(to_char(ends_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI')) AS last
           FROM slots GROUP BY 1 ORDER BY 1`
      )
    )
    /** 08:30–17:00 in half hours is 17, less the two of lunch; the last quarter of an hour is no slot. */
    const day = (date: string) => ({ day: date, n: 15, first: '08:30', last: '17:00' })
    assert.deepEqual(rows, [day('2032-04-30'), day('2032-05-06')])
    assert.deepEqual(added, [30, 0])
  })
})

test.group('reservation/calendar, asked nonsense', () => {
  test('shows this week, whatever the address says', async ({ assert }) => {
    const municipality = await createMunicipality()
    await createSlots(municipality, await createCounter(municipality), { daysAhead: 2 })
    for (const query of [
      'from=9999-12-31',
      'from=2026-13-99',
      'from[a]=1&counter[]=2',
      'counter=%00',
      'from=0000-00-00',
    ]) {
      const answer = await new Visitor().get(`/${municipality.slug}/calendar?${query}`)
      assert.equal(answer.status, 200, query)
      assert.include(answer.words(), '残5', query)
    }
  })
})
