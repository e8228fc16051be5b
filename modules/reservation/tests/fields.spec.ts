import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import iconv from 'iconv-lite'
import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { fieldSetOf } from '#app/fields/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import type { RoleId } from '#app/module_kit/main'
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
import { countReservations } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { SETTINGS_TO_FIELDS } from '../database/migrations/0013_application_fields.js'
import { applicationFields } from '../subjects.js'

async function town(role: RoleId = 'system_administrator', ownCounter = false) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const slots = await createSlots(municipality, counter, { count: 2, daysAhead: 3, capacity: 200 })
  const staff = await createStaff(municipality, role, {
    counterIds: ownCounter ? [counter.id] : undefined,
  })
  return {
    ...{ municipality, counter, slots },
    staff: await signedIn(municipality.slug, staff),
    base: `/${municipality.slug}/staff`,
    resident: new Resident(new Visitor(), municipality.slug),
  }
}

const storedAnswers = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT answers FROM reservations WHERE state <> 'held' ORDER BY reserved_at`
    )
    return rows.map(({ answers }: { answers: FieldValues }) => answers)
  })

const auditDetails = (municipality: Municipality, action: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT detail FROM audit_entries WHERE action = ? ORDER BY seq',
      [action]
    )
    return rows.map(({ detail }: { detail: Record<string, unknown> }) => detail)
  })

/** Takes the list as a file, past the page's form. */
async function exported(visitor: Visitor, base: string, options: Record<string, string> = {}) {
  const page = await visitor.get(`${base}/reservations`)
  const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
  const response = await visitor.download(action, { ...fields, encoding: 'utf8', ...options })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

test.group('reservation/fields [R22] [R23] [R57] [R73]', () => {
  test('a field added in the staff screen is in the form, the confirmation, the record, the list and the file at once', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base, resident } = await town()
    const address = `${base}/fields/${applicationFields.id}/new.core.name`
    const form = await staff.get(address)
    const checked = await staff.submit(form, /new\.core\.name$/, {
      'label[ja]': '受け取る方',
      'label[en]': 'Recipient',
      'public_use': 'required',
      'staff_use': 'optional',
      'max_length': '50',
      'split': 'no',
      'searchable': 'yes',
      'personal': 'yes',
      'hint[ja]': '',
    })
    await staff.submit(await staff.get(checked.location), /preview$/)

    const token = (await resident.hold(slots[0]))!
    const hold = `/${municipality.slug}/holds/${token}`
    const items = await resident.visitor.get(hold)
    assert.match(items.words(), /受け取る方 ※必須/)
    assert.notInclude(items.words(), 'お名前・住所・電話番号は入力しません')
    const refused = await resident.visitor.post(`${hold}/check`, { old_card: 'no' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '受け取る方を入力してください。')
    assert.match(refused.text, /<a href="#extra_1">/)

    const name = ' 山田 \uFA10𠮷髙邉\u{E0104}\u3000'
    await resident.visitor.post(`${hold}/check`, { old_card: 'no', extra_1: name })
    const confirmation = await resident.visitor.get(`${hold}/confirm`)
    assert.include(confirmation.text, `<dd>${name}</dd>`)
    await resident.visitor.post(`${hold}/confirm`)
    assert.deepEqual(await storedAnswers(municipality), [{ old_card: 'no', extra_1: name }])

    const list = await staff.get(`${base}/reservations`)
    assert.match(list.text, /<th scope="col">受け取る方<\/th>/)
    assert.include(list.text, name)
    assert.include((await staff.get(`${base}/slots/${slots[0]}`)).text, name)
    const record = list.text.match(/href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/)![1]
    assert.include((await staff.get(record)).text, name)

    const { bytes } = await exported(staff, base)
    const [header, line] = bytes.toString().split('\r\n')
    assert.match(header, /^\uFEFF受付番号,来庁日,.*,住基カードの有無,受け取る方$/)
    assert.isTrue(line.endsWith(`,なし,${name}`))
  })

  test('staff are asked by their own rules, and keep what they typed when something is wrong', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base } = await town()
    await setField(municipality, 'phone', { public: 'unused', staff: 'required' })
    const page = await staff.get(`${base}/slots/${slots[0]}`)
    const refused = await staff.submit(page, /reservations$/, { old_card: 'yes', phone: '12' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '電話番号は市外局番から入力してください。')
    assert.include(refused.text, 'value="12"')
    assert.equal(await countReservations(municipality, 'reserved'), 0)
    const booked = await staff.submit(refused, /reservations$/, {
      old_card: 'yes',
      phone: '０９０１２３４５６７８',
    })
    assert.equal(booked.status, 303)
    assert.deepEqual(await storedAnswers(municipality), [
      { old_card: 'yes', phone: '090-1234-5678' },
    ])
    const items = await new Visitor().get(`/${municipality.slug}/slots/${slots[0]}`)
    assert.include(items.words(), 'お名前などの入力はありません')
  })

  test('表示のみ shows residents what staff entered, and takes nothing from them', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base, resident } = await town()
    await setField(municipality, 'name', { public: 'display_only', staff: 'optional' })
    const page = await staff.get(`${base}/slots/${slots[0]}`)
    const booked = await staff.submit(page, /reservations$/, { name: '山田花子' })
    const done = await staff.get(booked.location)
    const figures = done.text.match(/<dl class="key-figure">[\s\S]*?<\/dl>/)![0]
    const [number, key] = [...figures.matchAll(/<dd[^>]*>([^<]*)</g)].map((match) =>
      match[1].trim()
    )
    const mine = await resident.visitor.get((await resident.open({ number, key }))!)
    assert.match(mine.words(), /氏名 山田花子/)

    const token = (await resident.hold(slots[1]))!
    await resident.confirm(token, { old_card: 'no', name: '偽名' })
    assert.deepEqual((await storedAnswers(municipality)).at(-1), { old_card: 'no' })
  })

  test('what was filled in before more was asked for is not confirmed', async ({ assert }) => {
    const { municipality, slots, resident } = await town()
    const token = (await resident.hold(slots[0]))!
    const hold = `/${municipality.slug}/holds/${token}`
    await resident.visitor.post(`${hold}/check`, { old_card: 'no' })
    await setField(municipality, 'name', 'required')
    const answer = await resident.visitor.post(`${hold}/confirm`)
    assert.equal(answer.status, 409)
    assert.include(answer.words(), '入力がまだ済んでいません')
    assert.equal(await countReservations(municipality, 'held'), 1)
  })

  test('an address given on the phone gets the key by mail, once, and is not stored', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base } = await town()
    await setField(municipality, 'email', { public: 'unused', staff: 'optional' })
    const page = await staff.get(`${base}/slots/${slots[0]}`)
    const sent = { old_card: 'no', email: 'hanako@example.jp' }
    for (let i = 0; i < 2; i++) {
      assert.equal((await staff.submit(page, /reservations$/, sent)).status, 303)
    }
    assert.deepEqual(await storedAnswers(municipality), [{ old_card: 'no' }])
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT sealed FROM mail_messages')
    )
    assert.lengthOf(rows, 1)
    assert.equal(encryption.decrypt<{ to: string }>(rows[0].sealed)!.to, 'hanako@example.jp')
  })
})

test.group('reservation/list [R45] [R54]', () => {
  /** Reservations straight into the table, named by their numbers. */
  const filled = (
    municipality: Municipality,
    slot: string,
    count: number,
    { answers = {}, from = 1 } = {}
  ) =>
    tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state,
                                   reception_number, access_key_hash, reserved_at, answers)
         SELECT s.municipality_id, s.id, s.counter_id, s.visit_date, s.starts_at,
                CASE WHEN n % 3 = 0 THEN 'cancelled' ELSE 'reserved' END,
                n, sha256(s.id::text::bytea || int4send(n)), now(), ?
           FROM slots s CROSS JOIN generate_series(?::int, ?::int) AS n WHERE s.id = ?`,
        [JSON.stringify(answers), from, from + count - 1, slot]
      )
    )

  test('is paged and narrowed by counter, state and day, and says in the log what was looked at', async ({
    assert,
  }) => {
    const { municipality, counter, slots, staff, base } = await town()
    await filled(municipality, slots[0], 120)
    const page = await staff.get(`${base}/reservations`)
    assert.include(page.words(), '全120件のうち 1～50件目')
    const last = await staff.get(`${base}/reservations?page=99`)
    assert.include(last.words(), '全120件のうち 101～120件目')
    const cancelled = await staff.get(`${base}/reservations?state=cancelled&counter=${counter.id}`)
    assert.include(cancelled.words(), '全40件のうち')
    const nothing = await staff.get(`${base}/reservations?from=2020-01-01&until=2020-01-31`)
    assert.include(nothing.words(), 'この期間の予約はありません')
    const wrong = await staff.get(`${base}/reservations?from=2020-02-01&until=2020-01-01`)
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '期間（最終日）が開始日より前になっています。')
    assert.lengthOf(await auditDetails(municipality, 'reservation.list'), 3)
    const [search] = await auditDetails(municipality, 'reservation.search')
    assert.equal(search.state, 'cancelled')
    assert.equal(search.shown, 40)
  })

  test('shows a person limited to a counter that counter’s reservations only, in the file too', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base } = await town('counter_clerk', true)
    const another = await createCounter(municipality, { name: '駅前出張所' })
    const [theirs] = await createSlots(municipality, another, { daysAhead: 3, capacity: 200 })
    await filled(municipality, slots[0], 2)
    await filled(municipality, theirs, 3)
    await tenancy.run(municipality, () =>
      db.table('role_permissions').insert({
        municipality_id: municipality.id,
        role: 'counter_clerk',
        permission: 'reservation.export',
        allowed: true,
      })
    )
    assert.include((await staff.get(`${base}/reservations`)).words(), '全2件')
    const { bytes } = await exported(staff, base)
    assert.notInclude(bytes.toString(), '駅前出張所')
    assert.lengthOf(bytes.toString().trim().split('\r\n'), 3)
  })

  test('goes into a file with everything in order, and the log keeps how many under which conditions', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base } = await town()
    await setField(municipality, 'name', 'optional')
    await filled(municipality, slots[1], 100, {
      answers: { name: '=HYPERLINK("x")' },
      from: 1101,
    })
    await filled(municipality, slots[0], 1100, { answers: { name: '山田' } })
    const { response, bytes } = await exported(staff, base, { state: 'reserved' })
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8')
    assert.match(
      response.headers.get('content-disposition')!,
      /^attachment; filename="reservations-/
    )
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const lines = bytes.toString().trim().split('\r\n').slice(1)
    assert.lengthOf(lines, 734 + 66)
    assert.deepEqual(
      lines.slice(0, 734).map((line) => Number(line.split(',')[0])),
      Array.from({ length: 1100 }, (_, i) => i + 1).filter((n) => n % 3 !== 0)
    )
    assert.isTrue(lines.at(-1)!.includes(`"'=HYPERLINK(""x"")"`))
    const [detail] = await auditDetails(municipality, 'reservation.export')
    assert.equal(detail.count, 800)
    assert.equal(detail.state, 'reserved')
    assert.notInclude(JSON.stringify(detail), '山田')
  })

  test('in CP932 is refused with the places of characters it does not have, then taken with 〓', async ({
    assert,
  }) => {
    const { municipality, slots, staff, base } = await town()
    await setField(municipality, 'name', 'optional')
    await filled(municipality, slots[0], 1, { answers: { name: '𠮷野髙子' } })
    const refused = await exported(staff, base, { encoding: 'cp932' })
    assert.equal(refused.response.status, 422)
    const page = refused.bytes.toString()
    assert.match(page.replace(/<[^>]*>|\s+/g, ' '), /2\s+1\s+氏名\s+𠮷/)
    assert.lengthOf(await auditDetails(municipality, 'reservation.export'), 0)

    const { response, bytes } = await exported(staff, base, { encoding: 'cp932', geta: 'yes' })
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=Shift_JIS')
    assert.include(iconv.decode(bytes, 'cp932'), '〓野髙子')
  })

  test('is no file for whoever may only look', async ({ assert }) => {
    const { municipality, slots, staff, base } = await town('counter_clerk')
    await filled(municipality, slots[0], 1)
    const page = await staff.get(`${base}/reservations`)
    assert.isUndefined(page.forms().find(({ action }) => action.endsWith('/export')))
    const { _csrf } = page.forms().find(({ fields }) => '_csrf' in fields)!.fields
    const answer = await staff.post(`${base}/reservations/export`, { _csrf, encoding: 'utf8' })
    assert.equal(answer.status, 403)
  })
})

test.group('reservation/settings that became fields', () => {
  test('keep their meaning, and old answers their key', async ({ assert }) => {
    const { municipality, slots } = await town()
    const untouched = await createMunicipality()
    await setSettings(municipality.id, {
      'reservation.ask_for_old_card': false,
      'reservation.mail_to_residents': true,
      'reservation.hold_minutes': 20,
    })
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state,
                                   reception_number, access_key_hash, reserved_at, answers)
         SELECT municipality_id, id, counter_id, visit_date, starts_at, 'reserved', 1, '\\x01', now(),
                '{"oldCard": "yes"}' FROM slots WHERE id = ?`,
        [slots[0]]
      )
    )
    await db.connection('owner').rawQuery(SETTINGS_TO_FIELDS)
    municipalities.forget()

    const now = await municipalities.byId(municipality.id)
    assert.deepEqual(now.settings, { 'reservation.hold_minutes': 20 })
    const set = await fieldSetOf(applicationFields, now)
    assert.deepEqual(set.find('email')!.use, { public: 'optional', staff: 'unused' })
    assert.deepEqual(set.find('old_card')!.use, { public: 'unused', staff: 'optional' })
    assert.deepEqual(
      set.definitions.map(({ key }) => key),
      applicationFields.builtIns.map(({ key }) => key)
    )
    assert.deepEqual(await storedAnswers(municipality), [{ old_card: 'yes' }])
    const other = await municipalities.byId(untouched.id)
    assert.equal((await fieldSetOf(applicationFields, other)).version, 0)
  })
})
