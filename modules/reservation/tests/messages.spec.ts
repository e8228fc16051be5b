import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { closeCounters } from '../actions/close_counters.js'
import { planReminders } from '../actions/plan_reminders.js'
import { reopenCounters } from '../actions/reopen_counters.js'
import releaseExpiredHolds from '../jobs/release_expired_holds.js'
import remindVisitor from '../jobs/remind_visitor.js'

const ADDRESS = 'hanako@example.jp'

async function town(settings: Record<string, unknown> = {}) {
  const created = await createMunicipality()
  await setField(created, 'email', 'optional')
  await setSettings(
    created.id,
    Object.fromEntries(Object.entries(settings).map(([k, v]) => [`reservation.${k}`, v]))
  )
  const municipality = await municipalities.byId(created.id)
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, { count: 2, daysAhead: 3 })
  const resident = new Resident(new Visitor(), municipality.slug)
  const book = async (slot = slots[0]) => {
    const token = (await resident.hold(slot))!
    return (await resident.confirm(token, { old_card: 'no', email: ADDRESS }))!
  }
  return { municipality, counter, slots, resident, book, base: `/${municipality.slug}` }
}

interface Mail {
  template: string
  to: string
  subject: string
  text: string
  attachments: { name: string; type: string; content: string }[]
}

const mails = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT template, sealed FROM mail_messages ORDER BY created_at'
    )
    return rows.map((row: { template: string; sealed: string }) => ({
      template: row.template,
      ...encryption.decrypt<Omit<Mail, 'template'>>(row.sealed)!,
    })) as Mail[]
  })

const contacts = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT contact FROM reservations')
    return rows.map(({ contact }: { contact: string | null }) => contact) as (string | null)[]
  })

/** The day three days before the visit, at an hour of Tokyo. */
const at = (hour: number, daysBefore = 3) =>
  DateTime.now()
    .setZone('Asia/Tokyo')
    .startOf('day')
    .plus({ days: 3 - daysBefore, hours: hour })

/** As if it had been booked some days ago. */
const bookedLongAgo = (municipality: Municipality) =>
  tenancy.run(municipality, () =>
    db.rawQuery(`UPDATE reservations SET reserved_at = reserved_at - interval '2 days'`)
  )

test.group('reservation/messages [R30] [R64] [R127]', () => {
  test('booking, changing and cancelling are written about, with the visit for the calendar', async ({
    assert,
  }) => {
    const { municipality, slots, resident, book } = await town()
    const page = await resident.open(await book())
    await resident.visitor.post(`${page}/change/${slots[1]}`)
    await resident.visitor.post(`${page}/cancel`)
    const [made, changed, cancelled] = await mails(municipality)
    assert.deepEqual(
      [made, changed, cancelled].map(({ template }) => template),
      ['reservation.made', 'reservation.changed', 'reservation.cancelled']
    )
    assert.include(made.text, '8時30分')
    assert.include(changed.text, '9時00分')
    assert.match(changed.text, /https?:\/\/\S+\/look-up/)
    const files = [made, changed, cancelled].map(({ attachments }) => attachments[0].content)
    const uids = files.map((file) => /UID:(\S+)/.exec(file)![1])
    assert.lengthOf(new Set(uids), 1)
    assert.include(files[0], 'METHOD:PUBLISH')
    assert.match(files[1], /DTSTART:\d{8}T000000Z/)
    assert.include(files[2], 'METHOD:CANCEL')
    assert.include(files[2], 'STATUS:CANCELLED')
  })

  test('no link in a mail does anything by being opened', async ({ assert }) => {
    const { municipality, resident, book } = await town()
    const page = await resident.open(await book())
    await resident.visitor.post(`${page}/cancel`)
    const links = (await mails(municipality)).flatMap(({ text }) => text.match(/https?:\S+/g) ?? [])
    for (const link of links) {
      assert.equal(new URL(link).pathname, `/${municipality.slug}/look-up`)
    }
  })

  test('a mail names what the municipality’s text names, and nothing more', async ({ assert }) => {
    const { municipality, book } = await town()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO wordings (municipality_id, locale, key, text) VALUES
           (?, 'ja', 'reservation.mail.made.text', '{counter}でお待ちします。'),
           (?, 'ja', 'reservation.mail.made.subject', '予約')`,
        [municipality.id, municipality.id]
      )
    )
    municipalities.forget()
    const booked = await book()
    const [mail] = await mails(municipality)
    assert.deepEqual([mail.subject, mail.text], ['予約', '試験窓口でお待ちします。'])
    assert.notInclude(JSON.stringify(mail), booked.key)
  })

  test('the visit can be taken to a calendar from the completion page and later', async ({
    assert,
  }) => {
    const { resident, book, base } = await town()
    const booked = await book()
    for (const path of [
      `${base}/holds/${booked.token}/visit.ics`,
      `${await resident.open(booked)}/visit.ics`,
    ]) {
      const file = await resident.visitor.get(path)
      assert.equal(file.status, 200)
      assert.include(file.headers.get('content-type'), 'text/calendar')
      assert.match(file.text, /BEGIN:VCALENDAR[\s\S]*SUMMARY:来庁の予約[\s\S]*END:VCALENDAR/)
    }
  })

  test('the address is kept encrypted, and only as long as there is something to write', async ({
    assert,
  }) => {
    const { municipality, resident, book } = await town()
    const first = await book()
    await book()
    for (const contact of await contacts(municipality)) {
      assert.isString(contact)
      assert.notInclude(contact, 'hanako')
    }
    await resident.visitor.post(`${await resident.open(first)}/cancel`)
    await releaseExpiredHolds({ municipalityId: municipality.id })
    assert.lengthOf((await contacts(municipality)).filter(Boolean), 1)
  })

  test('without an address nothing is mailed and nothing kept', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    await resident.book(slots[0])
    assert.isEmpty(await mails(municipality))
    assert.deepEqual(await contacts(municipality), [null])
  })
})

test.group('reservation/reminders [R127]', () => {
  const plan = (municipality: Municipality, now: DateTime) =>
    tenancy.run(municipality, () => planReminders(municipality, now))

  const jobs = (municipality: Municipality) =>
    db
      .connection('system')
      .rawQuery(
        `SELECT data, start_after FROM pgboss.job WHERE name = 'reservation.remind_visitor'
          AND (data ->> 'municipalityId')::int = ?`,
        [municipality.id]
      )
      .then(({ rows }) => rows as { data: any; start_after: Date }[])

  test('are planned at the municipality’s hour, once, spread over its minutes', async ({
    assert,
  }) => {
    const { municipality, slots, book } = await town({
      ...{ first_reminder_days: 3, reminder_hour: 9, reminder_spread_minutes: 30 },
    })
    for (let i = 0; i < 6; i++) await book(slots[i % 2])
    await bookedLongAgo(municipality)
    assert.equal(await plan(municipality, at(8)), 0)
    assert.equal(await plan(municipality, at(9)), 6)
    assert.equal(await plan(municipality, at(9)), 0)
    assert.equal(await plan(municipality, at(15)), 0)
    const planned = await jobs(municipality)
    const times = planned.map(({ start_after: start }) => start.getTime())
    assert.isAtLeast(Math.min(...times), at(9).toMillis())
    assert.isAtMost(Math.max(...times), at(9).plus({ minutes: 30 }).toMillis())
    assert.isAbove(new Set(times).size, 1)
  })

  test('go once for each day the municipality wants, and 0 is never', async ({ assert }) => {
    const { municipality, book } = await town({ first_reminder_days: 3, second_reminder_days: 1 })
    await book()
    await bookedLongAgo(municipality)
    assert.equal(await plan(municipality, at(12)), 1)
    assert.equal(await plan(municipality, at(12, 2)), 0)
    assert.equal(await plan(municipality, at(12, 1)), 1)
    await setSettings(municipality.id, {
      'reservation.first_reminder_days': 0,
      'reservation.second_reminder_days': 0,
    })
    const silent = await municipalities.byId(municipality.id)
    assert.equal(await plan(silent, at(12)), 0)
  })

  test('do not go to whoever booked after the hour of that day', async ({ assert }) => {
    const { municipality, book } = await town({ first_reminder_days: 3, reminder_hour: 0 })
    await book()
    assert.equal(await plan(municipality, at(23)), 0)
  })

  test('reach who still comes on that day, and not who cancelled or moved', async ({ assert }) => {
    const { municipality, counter, slots, resident, book } = await town({ first_reminder_days: 3 })
    const [nextDay] = await createSlots(municipality, counter, { daysAhead: 4 })
    const [stays, cancels, moves] = [await book(), await book(), await book(slots[1])]
    await bookedLongAgo(municipality)
    assert.equal(await plan(municipality, at(12)), 3)
    await resident.visitor.post(`${await resident.open(cancels)}/cancel`)
    await resident.visitor.post(`${await resident.open(moves)}/change/${nextDay}`)
    for (const { data } of await jobs(municipality)) await remindVisitor(data)
    const reminders = (await mails(municipality)).filter(
      ({ template }) => template === 'reservation.reminder'
    )
    assert.lengthOf(reminders, 1)
    assert.include(reminders[0].text, `受付番号：${stays.number}`)
  })

  test('send nobody where it is closed, before the plan or after', async ({ assert }) => {
    const { municipality, counter, book } = await town({ first_reminder_days: 3 })
    await book()
    await bookedLongAgo(municipality)
    const day = at(0, 0).toISODate()!
    const close = () =>
      tenancy.run(municipality, () =>
        closeCounters({
          counterId: counter.id,
          from: day,
          until: day,
          reason: '停電',
          staffId: null,
        })
      )
    const closure = await close()
    assert.equal(await plan(municipality, at(12)), 0)
    await tenancy.run(municipality, () => reopenCounters(closure, counter.id))
    assert.equal(await plan(municipality, at(12)), 1)
    await close()
    for (const { data } of await jobs(municipality)) await remindVisitor(data)
    assert.notInclude(
      (await mails(municipality)).map(({ template }) => template),
      'reservation.reminder'
    )
  })
})

test.group('reservation/申込者チェック [R71]', () => {
  async function checkedTown() {
    const place = await town({ applicant_check: true })
    const token = (await place.resident.hold(place.slots[0]))!
    return { ...place, token, hold: `${place.base}/holds/${token}` }
  }

  test('an unregistered applicant goes on from the mailed link, and not without it', async ({
    assert,
  }) => {
    const { municipality, resident, hold } = await checkedTown()
    const sent = await resident.visitor.post(`${hold}/check`, { old_card: 'no', email: ADDRESS })
    assert.equal(sent.location, `${hold}/mailed`)
    assert.include((await resident.visitor.get(sent.location)).words(), ADDRESS)
    assert.equal((await resident.visitor.get(`${hold}/confirm`)).location, `${hold}/mailed`)
    const pushed = await resident.visitor.post(`${hold}/confirm`, { proof: 'guessed' })
    assert.equal(pushed.status, 409)
    assert.include(pushed.words(), 'メールの確認がまだ済んでいません')

    const [mail] = await mails(municipality)
    assert.equal(mail.template, 'reservation.check')
    const link = new URL(mail.text.match(/https?:\S+/)![0])
    const elsewhere = new Visitor()
    const page = await elsewhere.get(link.pathname + link.search)
    assert.include(page.words(), '申込内容')
    const made = await elsewhere.submit(page, /confirm$/)
    assert.equal(made.status, 303)
    assert.equal((await mails(municipality)).at(-1)!.template, 'reservation.made')
  })

  test('opening the link books nothing', async ({ assert }) => {
    const { municipality, resident, hold } = await checkedTown()
    await resident.visitor.post(`${hold}/check`, { old_card: 'no', email: ADDRESS })
    const [mail] = await mails(municipality)
    const link = new URL(mail.text.match(/https?:\S+/)![0])
    await new Visitor().get(link.pathname + link.search)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT state FROM reservations')
    )
    assert.deepEqual(rows, [{ state: 'held' }])
  })

  test('asks for an address even where none is asked otherwise', async ({ assert }) => {
    const { municipality, resident, hold } = await checkedTown()
    await setField(municipality, 'email', 'unused')
    const refused = await resident.visitor.post(`${hold}/check`, { old_card: 'no' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), 'メールアドレスを入力してください')
  })

  test('the seat is kept for as long as the mail may take', async ({ assert }) => {
    const { municipality, resident, hold } = await checkedTown()
    await resident.visitor.post(`${hold}/check`, { old_card: 'no', email: ADDRESS })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        `SELECT hold_expires_at > now() + interval '29 minutes' AS kept FROM reservations`
      )
    )
    assert.isTrue(rows[0].kept)
  })
})
