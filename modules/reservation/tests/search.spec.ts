import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { archiveField, fieldSetOf } from '#app/fields/main'
import indexRecords from '#app/fields/jobs/index_records'
import type { RoleId } from '#app/module_kit/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import type { Answer, Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { signedIn } from '#tests/support/staff_session'
import { bookByProxy } from '../actions/book_by_proxy.js'
import { accessKeyFor } from '../access_key.js'
import { makeBookingToken } from '../booking_token.js'
import { applicationFields } from '../subjects.js'

const PEOPLE = [
  { name: '山田　太郎', kana: 'ヤマダ　タロウ', phone: '090-1234-5678', birthday: '1965-06-01' },
  {
    name: '髙山田　花子',
    kana: 'タカヤマダ　ハナコ',
    phone: '03-1111-2222',
    birthday: '1990-02-28',
  },
  { name: '佐藤　次郎', kana: 'サトウ　ジロウ', phone: '090-9999-0000', birthday: '1965-06-01' },
]

async function office(role: RoleId = 'system_administrator') {
  const municipality = await createMunicipality()
  for (const field of ['name', 'kana', 'phone', 'birthday']) {
    await setField(municipality, field, { public: 'unused', staff: 'optional' })
  }
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const slots = await createSlots(municipality, counter, { count: 3, daysAhead: 20 })
  const staff = await createStaff(municipality, role)
  const tokens: string[] = []
  for (const [i, values] of PEOPLE.entries()) {
    const token = makeBookingToken()
    tokens.push(token)
    await tenancy.run(municipality, () =>
      bookByProxy({ slotId: slots[i], token, values, staffId: staff.id })
    )
  }
  const visitor = await signedIn(municipality.slug, staff)
  const base = `/${municipality.slug}/staff/reservations`
  return { municipality, counter, slots, staff, tokens, visitor, base }
}

/** Sends the search form and follows it to the list. */
async function find(visitor: Visitor, base: string, fields: Record<string, string>) {
  const sent = await visitor.submit(await visitor.get(base), /\/search$/, fields)
  if (sent.status !== 303) return { address: '', page: sent, names: namesOn(sent) }
  const page = await visitor.get(sent.location)
  return { address: sent.location, page, names: namesOn(page) }
}

const namesOn = (page: Answer) =>
  PEOPLE.map(({ name }) => name).filter((name) => page.words().includes(name.replace('　', ' ')))

const [TARO, HANAKO, JIRO] = PEOPLE.map(({ name }) => name)

const detailsOf = (municipality: Municipality, action: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT detail FROM audit_entries WHERE action = ? ORDER BY seq',
      [action]
    )
    return rows.map(({ detail }: { detail: Record<string, any> }) => detail)
  })

test.group('reservation/search [R14] [R49] [R54] [R68]', () => {
  test('finds by the beginning of a name or by what is inside of it, however it is written', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    const by = async (fields: Record<string, string>) => (await find(visitor, base, fields)).names
    assert.deepEqual(await by({ 'fields[name]': '山田' }), [TARO])
    assert.deepEqual(await by({ 'fields[name]': '山田', 'match': 'inside' }), [TARO, HANAKO])
    assert.deepEqual(await by({ 'fields[name]': '高山' }), [HANAKO])
    assert.deepEqual(await by({ 'fields[kana]': 'さとう じ' }), [JIRO])
    assert.deepEqual(await by({ 'fields[kana]': 'ジロウ' }), [])
    assert.deepEqual(await by({ 'fields[kana]': 'じろう', 'match': 'inside' }), [JIRO])
    assert.deepEqual(await by({ 'fields[phone]': '０９０' }), [TARO, JIRO])
    assert.deepEqual(await by({ 'fields[phone]': '090-1234' }), [TARO])
    assert.deepEqual(await by({ 'fields[birthday]': '昭和40年6月1日' }), [TARO, JIRO])
    assert.deepEqual(await by({ 'fields[birthday]': '1965-06-01', 'fields[name]': '佐' }), [JIRO])
  })

  test('finds by 通し番号, アクセスキー and 受付番号, whatever the day', async ({ assert }) => {
    const { municipality, visitor, base, tokens } = await office()
    const serial = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(
        'SELECT serial_number AS n FROM reservations ORDER BY reserved_at LIMIT 1'
      )
      return String(rows[0].n)
    })
    assert.deepEqual((await find(visitor, base, { serial })).names, [TARO])
    const key = accessKeyFor(tokens[1])
    const { names, address } = await find(visitor, base, { key: key.toLowerCase() })
    assert.deepEqual(names, [HANAKO])
    assert.notInclude(address, key)
    assert.deepEqual((await find(visitor, base, { number: '3' })).names, [JIRO])
    const wrong = await find(visitor, base, { key: 'ABC' })
    assert.equal(wrong.page.status, 422)
    assert.include(wrong.page.words(), 'アクセスキーは、英数字12文字です')
  })

  test('combines every condition, and says which one to loosen', async ({ assert }) => {
    const { municipality, counter, visitor, base } = await office()
    const type = await createProcedureType(municipality, { public: false })
    const day = DateTime.now().setZone('Asia/Tokyo').plus({ days: 20 }).toISODate()!
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE reservations
            SET old_card_collected = true, handling = '交付済み', procedure_type_id = ?, state = 'arrived'
          WHERE answers ->> 'name' LIKE '佐藤%'`,
        [type.id]
      )
    )
    const all = {
      ...{ from: day, until: day, by: 'visit', counter: counter.id, procedure: type.id },
      ...{ state: 'arrived', collected: 'yes', handling: '交付済み', how: 'by_proxy' },
    }
    assert.deepEqual((await find(visitor, base, all)).names, [JIRO])
    assert.deepEqual((await find(visitor, base, { ...all, collected: 'no' })).names, [])
    assert.deepEqual((await find(visitor, base, { ...all, how: 'by_resident' })).names, [])
    assert.deepEqual((await find(visitor, base, { ...all, state: 'reserved' })).names, [])

    const none = await find(visitor, base, { ...all, 'collected': 'no', 'fields[name]': '佐' })
    assert.include(none.page.words(), '条件に合う予約はありません')
    assert.include(none.page.words(), '「住基カード回収」を外す（1件）')
    assert.notInclude(none.page.words(), '「氏名」を外す')
    const url = /href="([^"]+)">「住基カード回収」/
      .exec(none.page.text)![1]
      .replaceAll('&amp;', '&')
    assert.deepEqual(namesOn(await visitor.get(url)), [JIRO])
  })

  test('takes the days of the application as well as those of the visit', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE reservations SET reserved_at = '2026-03-31T23:59:59+09:00'
          WHERE answers ->> 'name' LIKE '佐藤%'`
      )
    )
    const march = { from: '2026-03-31', until: '2026-03-31' }
    assert.deepEqual((await find(visitor, base, { ...march, by: 'received' })).names, [JIRO])
    assert.deepEqual((await find(visitor, base, { ...march, by: 'visit' })).names, [])
    const april = { from: '2026-04-01', until: '2026-04-01', by: 'received' }
    assert.deepEqual((await find(visitor, base, april)).names, [])
  })

  test('keeps what names somebody out of the address and the log, through sorting, paging and the file', async ({
    assert,
  }) => {
    const { municipality, staff, visitor, base } = await office()
    const asked = { 'fields[name]': '山田', 'fields[phone]': '090', 'state': 'reserved' }
    const { address, page } = await find(visitor, base, asked)
    assert.match(address, /[?&]state=reserved/)
    for (const typed of ['山田', encodeURIComponent('山田'), '090', 'name', 'phone']) {
      assert.notInclude(address, typed)
    }
    assert.include(page.text, 'value="山田"')

    const sorted = /href="([^"]+)">受付番号<\/a>/.exec(page.text)![1].replaceAll('&amp;', '&')
    assert.deepEqual(namesOn(await visitor.get(sorted)), [TARO])
    const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
    assert.notInclude(JSON.stringify(fields), '山田')
    const file = await visitor.download(action, { ...fields, encoding: 'utf8' })
    const lines = (await file.text()).trim().split('\r\n')
    assert.lengthOf(lines, 2)
    assert.include(lines[1], '山田')

    const [detail] = await detailsOf(municipality, 'reservation.search')
    assert.sameMembers(Object.keys(detail.lookedFor), ['name', 'phone'])
    assert.equal(detail.shown, 1)
    assert.notInclude(JSON.stringify(await detailsOf(municipality, 'reservation.search')), '山田')
    const [taken] = await detailsOf(municipality, 'reservation.export')
    assert.equal(taken.lookedFor.name, detail.lookedFor.name, 'the same word is known again')

    for (const seen of ['reservation.list_record', 'reservation.export_record']) {
      const entries = await tenancy.run(municipality, async () => {
        const { rows } = await db.rawQuery(
          `SELECT DISTINCT e.staff_login AS login, r.answers ->> 'name' AS name
             FROM audit_entries e JOIN reservations r ON r.id = e.subject_id::uuid
            WHERE e.action = ? AND e.subject_type = 'reservation' ORDER BY name`,
          [seen]
        )
        return rows
      })
      assert.includeDeepMembers(entries, [{ login: staff.loginId, name: TARO }])
      if (seen.includes('export'))
        assert.lengthOf(entries, 1, 'who was in the file, and nobody else')
    }

    const colleague = await signedIn(
      municipality.slug,
      await createStaff(municipality, staff.loginId ? 'counter_manager' : 'auditor')
    )
    const theirs = await colleague.get(address)
    assert.include(theirs.words(), '預かる時間が過ぎました')
    assert.deepEqual(namesOn(theirs), [])
  })

  test('the menu leads to today’s bookings [R74]', async ({ assert }) => {
    const { base, visitor } = await office('proxy_operator')
    const page = await visitor.get(base)
    assert.match(page.text, new RegExp(`href="${base}/today"[^>]*>[^<]*本日分予約`))
    const sent = await visitor.get(`${base}/today`)
    const today = DateTime.now().setZone('Asia/Tokyo').toISODate()
    assert.equal(sent.location, `${base}?from=${today}&until=${today}`)
  })

  test('a form sent with nothing filled in narrows nothing', async ({ assert }) => {
    const { visitor, base } = await office()
    const boxes = {
      ...{ number: '', serial: '', key: '', booker: '', from: '', until: '', by: 'visit' },
      ...{ state: '', counter: '', procedure: '', collected: '', handling: '', how: '' },
      ...{ 'match': 'start', 'fields[name]': '', 'fields[birthday]': '' },
    }
    const { address } = await find(visitor, base, boxes)
    assert.equal(address, base)
    const { names } = await find(visitor, base, { ...boxes, 'fields[phone]': '0' })
    assert.deepEqual(names, [TARO, HANAKO, JIRO])
  })

  test('an address without anybody in it can be kept', async ({ assert }) => {
    const { visitor, base } = await office()
    const day = DateTime.now().setZone('Asia/Tokyo').plus({ days: 20 }).toISODate()!
    const { address } = await find(visitor, base, { from: day, until: day, state: 'reserved' })
    assert.equal(address, `${base}?from=${day}&until=${day}&state=reserved`)
  })

  test('sorts by each column, both ways, and says so', async ({ assert }) => {
    const { visitor, base } = await office()
    const numbers = (page: Answer) =>
      [...page.text.matchAll(/aria-label="受付番号(\d+)/g)].map(([, n]) => Number(n))
    const first = (await find(visitor, base, { number: '', ...{ 'fields[phone]': '0' } })).page
    assert.deepEqual(numbers(first), [1, 2, 3])
    assert.match(first.text, /aria-sort="ascending"[^>]*><a [^>]*>来庁日時/)
    const url = (page: Answer, label: string) =>
      new RegExp(`href="([^"]+)">${label}</a>`).exec(page.text)![1].replaceAll('&amp;', '&')
    for (const label of ['受付番号', '場所', '状況', '受付日時']) {
      const up = await visitor.get(url(first, label))
      assert.deepEqual(numbers(up), [1, 2, 3], label)
      const down = await visitor.get(url(up, label))
      assert.deepEqual(numbers(down), [3, 2, 1], label)
      assert.match(down.text, new RegExp(`aria-sort="descending"[^>]*><a [^>]*>${label}`))
    }
  })

  test('a file keeps the order it was sorted in, a thousand lines at a time', async ({
    assert,
  }) => {
    const { municipality, slots, visitor, base } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state,
                                   reception_number, access_key_hash, reserved_at)
         SELECT s.municipality_id, s.id, s.counter_id, s.visit_date, s.starts_at, 'cancelled', n,
                sha256(int4send(n)), now() + (n % 7) * interval '1 microsecond'
           FROM slots s CROSS JOIN generate_series(101, 2400) AS n WHERE s.id = ?`,
        [slots[0]]
      )
    )
    const page = await visitor.get(`${base}?state=cancelled&from=2020-01-01&sort=received&dir=down`)
    const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
    const file = await visitor.download(action, { ...fields, encoding: 'utf8' })
    const lines = (await file.text()).trim().split('\r\n').slice(1)
    const numbers = lines.map((line) => Number(line.split(',')[0]))
    assert.lengthOf(new Set(numbers), 2300)
    const micro = numbers.map((n) => n % 7)
    assert.deepEqual(
      micro,
      [...micro].sort((a, b) => b - a)
    )
  })

  test('a file has a column for fields that are archived and still hold something', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const archive = async (key: string) => {
      const set = await fieldSetOf(applicationFields, await municipalities.byId(municipality.id))
      await tenancy.run(municipality, () =>
        archiveField(applicationFields, { version: set.version, key })
      )
    }
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `UPDATE reservations SET answers = answers || '{"old_card": "yes"}'
          WHERE answers ->> 'name' LIKE '佐藤%'`
      )
    )
    await archive('old_card')
    const exported = async (query: string) => {
      const page = await visitor.get(`${base}?${query}`)
      const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
      const file = await visitor.download(action, { ...fields, encoding: 'utf8' })
      return (await file.text()).trim().split('\r\n')
    }
    const [header, ...lines] = await exported('from=2020-01-01')
    assert.include(header, '住基カードの有無（廃止）')
    assert.isTrue(lines.some((line) => line.includes('佐藤') && line.endsWith(',あり')))
    const [without] = await exported('from=2020-01-01&number=1')
    assert.notInclude(without, '廃止')
  })

  test('a field that becomes searchable finds what was entered before', async ({ assert }) => {
    const { municipality, slots, staff, visitor, base } = await office()
    await setField(municipality, 'fax', { public: 'unused', staff: 'optional' })
    await tenancy.run(municipality, () =>
      bookByProxy({
        ...{ slotId: slots[0], token: makeBookingToken(), staffId: staff.id },
        values: { name: TARO, fax: '06-7777-8888' },
      })
    )
    await setField(
      municipality,
      'fax',
      { public: 'unused', staff: 'optional' },
      { searchable: true }
    )
    await indexRecords({ municipalityId: municipality.id, subject: applicationFields.id })
    assert.deepEqual((await find(visitor, base, { 'fields[fax]': '0677' })).names, [TARO])
  })

  test('asks nothing that the municipality does not use', async ({ assert }) => {
    const municipality = await createMunicipality()
    const staff = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, staff)
    const page = await visitor.get(`/${municipality.slug}/staff/reservations`)
    for (const name of ['fields[name]', 'name="booker"', 'name="match"']) {
      assert.notInclude(page.text, name)
    }
  })
})

test.group('reservation/help desk [R12] [R14] [R16] [R47]', () => {
  test('two steps from what the caller says to the record, then changed and cancelled under the operator’s name', async ({
    assert,
  }) => {
    const { municipality, counter, slots, base } = await office()
    const operator = await createStaff(municipality, 'proxy_operator', {
      counterIds: [counter.id],
    })
    const visitor = await signedIn(municipality.slug, operator)
    const said = { 'fields[name]': '佐藤次郎', 'fields[birthday]': '昭和40年6月1日' }

    const first = await visitor.submit(await visitor.get(base), /\/search$/, said)
    const list = await visitor.get(first.location)
    const records = [...list.text.matchAll(/href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/g)]
    assert.lengthOf(records, 1)
    assert.include(list.words(), '（表示しません）')
    const record = records[0][1]
    const second = await visitor.get(record)
    assert.include(second.words(), '氏名 （表示しません）')
    assert.notInclude(second.words(), '佐藤')

    const check = await visitor.get(`${record}/change/${slots[0]}`)
    assert.equal((await visitor.submit(check, /change\//)).status, 303)
    const cancel = await visitor.get(`${record}/cancel`)
    assert.equal((await visitor.submit(cancel, /cancel$/)).status, 303)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        `SELECT action, staff_login AS login FROM audit_entries
          WHERE subject_id = ? AND action IN ('reservation.change', 'reservation.cancel') ORDER BY seq`,
        [record.split('/').at(-1)!]
      )
    )
    assert.deepEqual(rows, [
      { action: 'reservation.change', login: operator.loginId },
      { action: 'reservation.cancel', login: operator.loginId },
    ])
  })

  test('a file that somebody without sight of people takes has nobody in it', async ({
    assert,
  }) => {
    const { municipality, counter, base } = await office()
    await tenancy.run(municipality, () =>
      db.table('role_permissions').insert({
        ...{ municipality_id: municipality.id, role: 'proxy_operator' },
        ...{ permission: 'reservation.export', allowed: true },
      })
    )
    const visitor = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'proxy_operator', { counterIds: [counter.id] })
    )
    const page = await visitor.get(`${base}?from=2020-01-01`)
    const { action, fields } = page.forms().find((form) => form.action.endsWith('/export'))!
    const file = await (await visitor.download(action, { ...fields, encoding: 'utf8' })).text()
    assert.lengthOf(file.trim().split('\r\n'), 4)
    assert.include(file, '（表示しません）')
    for (const { name, phone } of PEOPLE) {
      assert.notInclude(file, name)
      assert.notInclude(file, phone)
    }
  })
})

test.group('reservation/record', () => {
  test('leads those who may see it to who saw it [R45]', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const { page } = await find(visitor, base, { number: '1' })
    const record = /href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/.exec(page.text)![1]
    const opened = await visitor.get(record)
    const link = /href="([^"]*audit\?subject_type=reservation[^"]*)"/.exec(opened.text)![1]
    const seen = await visitor.get(link.replaceAll('&amp;', '&'))
    assert.include(seen.words(), '予約の閲覧')
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    assert.notInclude((await clerk.get(record)).text, 'audit?subject_type')
  })
})
