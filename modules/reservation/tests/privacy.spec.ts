import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { reportsOf } from '#app/module_system/main'
import { recordDeletion } from '#app/privacy/actions/record_deletion'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { createAccount } from '#tests/support/account'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'
import anonymise from '../actions/anonymise_old_reservations.js'
import { bookByProxy } from '../actions/book_by_proxy.js'
import { cancelReservation } from '../actions/cancel_reservation.js'
import { markArrival } from '../actions/mark_arrival.js'
import { noteHandling } from '../actions/note_handling.js'
import { makeBookingToken } from '../booking_token.js'

const NAME = '葛󠄀城 𠮷乃'
const i18n = i18nManager.locale('ja')

/** A municipality that asks for names and addresses, with four visits: come, missed, cancelled, and one of a party of two. */
async function town() {
  const municipality = await createMunicipality({ modules: ['reservation', 'accounts'] })
  for (const key of ['name', 'phone', 'email']) await setField(municipality, key, 'optional')
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, { count: 4, capacity: 5 })
  const staff = await createStaff(municipality, 'system_administrator')
  const account = await createAccount(municipality)
  const values = { name: NAME, phone: '09012345678', email: 'yoshino@example.jp', old_card: 'yes' }
  const ids = await tenancy.run(municipality, async () => {
    const made: string[] = []
    for (const [i, slotId] of slots.entries()) {
      const { id } = await bookByProxy({
        ...{ slotId, token: makeBookingToken(), values, staffId: staff.id },
        ...(i === 3 && { party: { persons: 2, consecutive: false } }),
        ...(i === 0 && { bookerId: account.id }),
      })
      made.push(id)
    }
    await markArrival(made[0])
    await noteHandling(
      made[0],
      { oldCardCollected: true, handling: '交付', note: `${NAME}さんの代理` },
      { staffId: staff.id, seenAt: null }
    )
    await db.rawQuery(`UPDATE reservations SET state = 'no_show' WHERE id = ?`, [made[1]])
    await cancelReservation({ id: made[2] })
    return made
  })
  return { municipality, counter, slots, staff, account, ids }
}

/** Moves the visits of some slots to a day in the past, as if time had gone by. */
async function daysAgo(
  municipality: Municipality,
  counter: { id: string },
  slots: string[],
  days: number
) {
  const past = await createSlots(municipality, counter, { count: slots.length, daysAhead: -days })
  await tenancy.run(municipality, async () => {
    for (const [i, slot] of slots.entries()) {
      await db.rawQuery(
        `UPDATE reservations r SET slot_id = s.id, visit_date = s.visit_date, starts_at = s.starts_at
           FROM slots s WHERE s.id = ? AND r.slot_id = ?`,
        [past[i], slot]
      )
    }
  })
}

const rowsOf = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT * FROM reservations ORDER BY id')
    return rows as Record<string, any>[]
  })

const deletionsOf = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT kind, what, before_day::text, records, done_by FROM deletion_records ORDER BY recorded_at, what'
    )
    return rows as Record<string, any>[]
  })

const indexed = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT DISTINCT field FROM field_values UNION SELECT field FROM field_endings`
    )
    return rows.map(({ field }: { field: string }) => field)
  })

/** Every report there is, over two years and half a one ahead, as it is counted. */
const allReports = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const counted: Record<string, unknown> = {}
    for (const { id, load } of reportsOf(municipality)) {
      const report = await (
        await load()
      ).default({
        ...{ from: '2025-01-01', until: '2027-12-31', counterIds: null, i18n },
      })
      counted[id] = report
    }
    return counted
  })

const withoutUptime = ({ 'operations.monthly': _, ...rest }: Record<string, unknown>) => rest

test.group('reservation/retention', () => {
  test('after its days a reservation is nobody’s any more, and every report counts as before', async ({
    assert,
  }) => {
    const { municipality, counter, slots } = await town()
    await daysAgo(municipality, counter, slots, 91)
    const before = withoutUptime(await allReports(municipality))
    assert.isAbove(Object.keys(before).length, 5)
    assert.includeMembers(await indexed(municipality), ['name', 'phone'])

    await applyRetention(municipality)
    for (const row of await rowsOf(municipality)) {
      assert.isNotNull(row.anonymised_at)
      assert.deepEqual(row.answers, { old_card: 'yes' })
      const left = [row.draft, row.contact, row.booker_id, row.handling_note, row.access_key_hash]
      assert.deepEqual([...left, row.hold_token_hash], Array(6).fill(null))
    }
    assert.notInclude(JSON.stringify(await rowsOf(municipality)), NAME)
    assert.deepEqual(await indexed(municipality), [])
    assert.deepEqual(withoutUptime(await allReports(municipality)), before)

    const [record, ...others] = await deletionsOf(municipality)
    assert.isEmpty(others)
    assert.include(record, { kind: 'retention', what: 'reservation.bookings', done_by: null })
    assert.equal(record.records, 5)
  })

  test('done twice it does nothing more; a day earlier nothing at all; the municipality says how many days', async ({
    assert,
  }) => {
    const { municipality, counter, slots } = await town()
    await daysAgo(municipality, counter, slots, 90)
    await applyRetention(municipality)
    assert.isEmpty(await deletionsOf(municipality))

    await setSettings(municipality.id, { 'privacy.reservation_bookings': 30 })
    const changed = await municipalities.byId(municipality.id)
    await applyRetention(changed)
    await applyRetention(changed)
    assert.lengthOf(await deletionsOf(municipality), 1)
  })

  test('killed between two batches it goes on where it was, each batch with its record', async ({
    assert,
  }) => {
    const { municipality, counter, slots } = await town()
    await daysAgo(municipality, counter, slots, 200)
    /** One batch that stands, and one whose process dies before it commits. */
    const batch = async () => {
      const count = await anonymise({ before: '2026-12-31', limit: 2 })
      await recordDeletion({
        ...{ runId: crypto.randomUUID(), kind: 'retention', what: 'reservation.bookings' },
        ...{ before: '2026-12-31', count },
      })
    }
    await tenancy.run(municipality, batch)
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await batch()
        throw new Error('killed')
      })
    )
    const done = async () =>
      (await rowsOf(municipality)).filter(({ anonymised_at: at }) => at !== null).length
    assert.equal(await done(), 2)

    await applyRetention(municipality, 2)
    assert.equal(await done(), 5)
    const sum = (await deletionsOf(municipality)).reduce((n, { records }) => n + records, 0)
    assert.equal(sum, 5)
  })

  test('the key opens nothing any more, and the staff’s page says why', async ({ assert }) => {
    const { municipality, counter, staff } = await town()
    const [slot] = await createSlots(municipality, counter, { after: 300 })
    const resident = new Resident(new Visitor(), municipality.slug)
    const booked = (await resident.book(slot))!
    assert.isNotNull(await resident.open(booked))
    await daysAgo(municipality, counter, [slot], 100)
    await applyRetention(municipality)
    assert.isNull(await resident.open(booked))

    const { id } = (await rowsOf(municipality)).find(({ anonymised_at: at }) => at !== null)!
    const visitor = await signedIn(municipality.slug, staff)
    const page = await visitor.get(`/${municipality.slug}/staff/reservations/${id}`)
    assert.include(page.words(), '保存期間が過ぎたか本人の求めにより')
    assert.isEmpty(page.forms().filter(({ action }) => action.endsWith('/handling')))
  })

  test('a record of the deletion is never changed or deleted', async ({ assert }) => {
    const { municipality, counter, slots } = await town()
    await daysAgo(municipality, counter, slots, 100)
    await applyRetention(municipality)
    for (const sql of ['DELETE FROM deletion_records', 'UPDATE deletion_records SET records = 1']) {
      await assert.rejects(() => tenancy.run(municipality, () => db.rawQuery(sql)))
    }
  })
})

test.group('reservation/開示と消去', () => {
  test('tells everything held on one person, their account and mails included, as page, CSV and PDF', async ({
    assert,
  }) => {
    const { municipality, staff, ids, account } = await town()
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff`
    const detail = await visitor.get(`${base}/reservations/${ids[0]}`)
    assert.include(detail.text, `${base}/persons/reservation/${ids[0]}`)

    const page = await visitor.get(`${base}/persons/reservation/${ids[0]}`)
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('cache-control'), 'no-store')
    for (const word of [NAME, 'yoshino@example.jp', `${NAME}さんの代理`]) {
      assert.include(page.words(), word)
    }
    assert.include(page.words(), account.userId)
    const stranger = await visitor.get(`${base}/persons/reservation/${ids[1]}`)
    assert.include(stranger.words(), '090-1234-5678')
    assert.notInclude(stranger.words(), account.userId)

    const [form] = page.forms().filter(({ action }) => action.endsWith('/csv'))
    const csv = await visitor.download(form.action, form.fields)
    const text = await csv.text()
    assert.include(text, NAME)
    assert.include(text, account.userId)
    const pdf = await visitor.download(form.action.replace('/csv', '/pdf'), form.fields)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')

    const entries = await auditOf(municipality, 'person.%')
    const disclosed = entries.filter(({ subject_type: type }) => type === 'reservation')
    assert.deepEqual(
      disclosed.map(({ action }) => action),
      ['person.view', 'person.view', 'person.export', 'person.print']
    )
    const ofAccount = entries.filter(({ subject_id: id }) => id === account.id)
    assert.includeMembers(
      ofAccount.map(({ action, subject_type: type }) => `${action} ${type}`),
      ['person.view account', 'person.export account', 'person.print account']
    )
    assert.notInclude(JSON.stringify(entries), 'mail_recipient')
    assert.notInclude(JSON.stringify(entries), NAME)
  })

  test('starting from the account it is the same person', async ({ assert }) => {
    const { municipality, staff, account } = await town()
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff`
    const detail = await visitor.get(`${base}/accounts/${account.id}`)
    assert.include(detail.text, `${base}/persons/account/${account.id}`)
    const page = await visitor.get(`${base}/persons/account/${account.id}`)
    assert.include(page.words(), NAME)
  })

  test('a party’s others were named by the same form', async ({ assert }) => {
    const { municipality, staff, ids } = await town()
    const visitor = await signedIn(municipality.slug, staff)
    const page = await visitor.get(`/${municipality.slug}/staff/persons/reservation/${ids[3]}`)
    assert.equal(page.words().split('予約（受付番号').length - 1, 2)
  })

  test('erases one person everywhere, keeps the figures, and says so without saying who', async ({
    assert,
  }) => {
    const { municipality, counter, slots, staff, ids, account } = await town()
    await daysAgo(municipality, counter, slots, 3)
    const before = withoutUptime(await allReports(municipality))
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff/persons/account/${account.id}`

    const preview = await visitor.get(`${base}/erase`)
    assert.include(preview.words(), '予約1件の、申込項目の内容')
    assert.include(preview.words(), '利用者ID1件')
    assert.include(preview.words(), '集計に使います')
    const unconfirmed = await visitor.submit(preview, /erase$/)
    assert.equal(unconfirmed.status, 422)
    const sent = await visitor.submit(preview, /erase$/, { confirmed: 'yes' })
    assert.equal(sent.status, 303)

    const rows = await rowsOf(municipality)
    const erased = rows.find(({ id }) => id === ids[0])!
    assert.deepEqual(erased.answers, { old_card: 'yes' })
    assert.isNull(erased.handling_note)
    assert.isNull(erased.booker_id)
    assert.equal(rows.find(({ id }) => id === ids[1])!.answers.name, NAME, 'others stay')
    const accounts = await tenancy.run(municipality, async () => {
      return (await db.rawQuery('SELECT id FROM accounts')).rows
    })
    assert.isEmpty(accounts)
    assert.deepEqual(withoutUptime(await allReports(municipality)), before)
    const after = await visitor.get(base)
    assert.notInclude(after.words(), account.userId)
    assert.include(after.words(), 'この方の記録が操作・閲覧された回数', 'the audit log stays')
    assert.include((await visitor.get(`${base}/erase`)).words(), '消すものはありません')
    const { rows: mails } = await tenancy.run(municipality, () =>
      db.rawQuery(`SELECT sealed IS NULL AND recipient_hash = '' AS nobodys FROM mail_messages`)
    )
    assert.isAbove(mails.length, 0)
    assert.isTrue(mails.every(({ nobodys }: { nobodys: boolean }) => nobodys))

    const deletions = await deletionsOf(municipality)
    assert.deepEqual(
      deletions.map(({ kind, what, records, done_by: by }) => [kind, what, records, by]),
      [
        ['person', 'accounts', 1, staff.id],
        ['person', 'core', mails.length, staff.id],
        ['person', 'reservation', 1, staff.id],
      ]
    )
    const [entry] = await auditOf(municipality, 'person.erase')
    assert.deepEqual(entry.detail, {
      records: { accounts: 1, core: mails.length, reservation: 1 },
    })
    const missed = `/${municipality.slug}/staff/persons/reservation/${ids[1]}/erase`
    await visitor.submit(await visitor.get(missed), /erase$/, { confirmed: 'yes' })
    const row = (await rowsOf(municipality)).find(({ id }) => id === ids[1])!
    assert.deepEqual(row.answers, { old_card: 'yes' })
    assert.deepEqual(withoutUptime(await allReports(municipality)), before)

    const shown = await visitor.get(sent.location)
    assert.include(shown.words(), '一人分の消去')
    assert.include(shown.words(), staff.loginId)
  })

  test('somebody who is still to come is not erased; their reservation is cancelled first', async ({
    assert,
  }) => {
    const { municipality, staff, ids } = await town()
    const visitor = await signedIn(municipality.slug, staff)
    const base = `/${municipality.slug}/staff/persons/reservation/${ids[3]}/erase`
    const page = await visitor.get(base)
    assert.include(page.words(), 'これからの予約が2件あります')
    assert.isEmpty(page.forms().filter(({ action }) => action.endsWith('/erase')))
    const [{ fields }] = page.forms().filter(({ fields: own }) => '_csrf' in own)
    const sent = await visitor.post(base, { _csrf: fields._csrf, confirmed: 'yes' })
    assert.equal(sent.status, 409)
    assert.equal((await rowsOf(municipality)).find(({ id }) => id === ids[3])!.answers.name, NAME)
  })

  test('only whoever may disclose sees the way there, and nobody finds what is not held', async ({
    assert,
  }) => {
    const { municipality, ids, staff } = await town()
    const clerk = await createStaff(municipality, 'counter_manager')
    const base = `/${municipality.slug}/staff`
    const visitor = await signedIn(municipality.slug, clerk)
    assert.notInclude((await visitor.get(`${base}/reservations/${ids[0]}`)).text, '/persons/')
    for (const path of ['', '/erase']) {
      const refused = await visitor.get(`${base}/persons/reservation/${ids[0]}${path}`)
      assert.equal(refused.status, 403)
    }
    const administrator = await signedIn(municipality.slug, staff)
    for (const key of [`reservation/${crypto.randomUUID()}`, 'reservation/nobody', 'cat/1']) {
      assert.equal((await administrator.get(`${base}/persons/${key}`)).status, 404, key)
    }
  })
})

const auditOf = (municipality: Municipality, action: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT action, subject_type, subject_id, detail FROM audit_entries
        WHERE action LIKE ? ORDER BY seq`,
      [action]
    )
    return rows as {
      action: string
      subject_type: string
      subject_id: string
      detail: Record<string, unknown>
    }[]
  })
