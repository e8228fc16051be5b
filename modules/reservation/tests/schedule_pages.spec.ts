import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { RoleId } from '#app/module_kit/main'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'
import { publish, slotsOn } from './schedule_support.js'

async function office(role: RoleId = 'system_administrator', assigned = false) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const another = await createCounter(municipality, { name: '駅前出張所' })
  const counterIds = assigned ? [counter.id] : undefined
  const staff = await createStaff(municipality, role, { counterIds })
  const visitor = await signedIn(municipality.slug, staff)
  return { municipality, counter, another, visitor, base: `/${municipality.slug}/staff/schedule` }
}

/** Sends a form as a browser does, with boxes that are ticked more than once. */
async function send(
  visitor: Visitor,
  from: string,
  action: RegExp,
  fields: Record<string, string | string[]>
) {
  const page = await visitor.get(from)
  const form = page.forms().find((candidate) => action.test(candidate.action))!
  const single = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((one, i) => [`${name}[${i}]`, one]) : [[name, value]]
    )
  )
  return visitor.post(form.action, { ...form.fields, ...single })
}

/** A Monday some weeks from now that no rule closes, whatever day it is today. */
function coming(municipality: Municipality) {
  return tenancy.run(municipality, async () => {
    const first = DateTime.now().setZone('Asia/Tokyo').plus({ years: 2 }).set({ month: 2, day: 14 })
    return first.plus({ days: (8 - first.weekday) % 7 }).toISODate()!
  })
}

test.group('reservation/schedule pages [R39] [R41]', () => {
  test('hours are added to the municipality’s week and published after a look at what changes', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const monday = await coming(municipality)
    const hours = { opens: '8:30', closes: '１０：３０', unit: '30', desks: '3', per_desk: '2' }
    const sent = await send(visitor, `${base}/standard`, /hours$/, {
      weekdays: ['1', '2'],
      ...hours,
    })
    assert.equal(sent.status, 303)
    const lunch = await send(visitor, `${base}/standard`, /exclusions$/, {
      starts: '9:00',
      ends: '9:30',
    })
    assert.equal(lunch.status, 303)
    const rules = (await visitor.get(`${base}/standard`)).words()
    for (const word of ['08:30～10:30', '6（3席×2人）', '毎日 09:00～09:30'])
      assert.include(rules, word)

    const period = `from=${monday}&until=${monday}`
    const dryRun = await visitor.get(`${base}/publish?${period}`)
    assert.include(dryRun.words(), '増える枠 6枠')
    assert.isEmpty(await slotsOn(municipality, monday))
    const published = await visitor.submit(dryRun, /publish$/)
    assert.equal(published.status, 303)
    assert.include((await visitor.get(published.location)).words(), '変わる受付枠はありません')
    assert.lengthOf(await slotsOn(municipality, monday), 6)
  })

  test('hours that overlap, end before they begin or are of no such unit are refused with a sentence', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    const add = (fields: Record<string, string>) =>
      send(visitor, `${base}/standard`, /hours$/, {
        weekdays: ['1'],
        opens: '9:00',
        closes: '12:00',
        unit: '30',
        capacity: '5',
        ...fields,
      })
    assert.equal((await add({})).status, 303)
    for (const [fields, sentence] of [
      [{ opens: '11:00', closes: '13:00' }, 'すでに受付時間があります'],
      [{ opens: '15:00', closes: '14:00' }, '終了の時刻が開始の時刻より前になっています'],
      [{ opens: '13:00', closes: '14:00', unit: '3' }, '予約時間の単位は5から120まで'],
      [{ opens: '25:00', closes: '26:00' }, '開始の時刻の形が正しくありません'],
      [{ opens: '13:00', closes: '14:00', capacity: '' }, '定員を入力してください'],
    ] as [Record<string, string>, string][]) {
      const refused = await add(fields)
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
    }
    const rules = await visitor.get(`${base}/standard`)
    await visitor.submit(rules, /remove$/)
    assert.include((await visitor.get(`${base}/standard`)).words(), '受付時間はありません')
  })

  test('an excluded time with a backwards period is refused in its own form', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    const refused = await send(visitor, `${base}/standard`, /exclusions$/, {
      ...{ starts: '12:00', ends: '13:00' },
      ...{ excluded_from: '2027-05-02', excluded_until: '2027-05-01' },
    })
    assert.equal(refused.status, 422)
    const field = (name: string) =>
      new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(refused.text)![0]
    assert.match(field('excluded_until'), /aria-invalid="true"/)
    assert.include(field('excluded_from'), '2027-05-02')
    assert.notInclude(field('valid_from'), '2027-05-02')
    assert.notMatch(field('valid_until'), /aria-invalid="true"/)
  })

  test('publishing says what is wrong with a period instead of taking another', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    for (const [query, sentence] of [
      ['from=2027-02-02&until=2027-02-01', '期間（最終日）'],
      ['from=2027-02-02&until=soon', '期間（最終日）'],
      ['from=2027-02-30', '期間（初日）'],
      ['from=2020-01-01&until=2020-02-01', '最終日が、初日か今日より前になっています'],
      ['from=2027-02-02&until=2029-02-02', '期間は366日以内にしてください'],
    ]) {
      const refused = await visitor.get(`${base}/publish?${query}`)
      assert.equal(refused.status, 422, query)
      assert.include(refused.words(), sentence)
      assert.notInclude(refused.words(), '変わる受付枠はありません')
    }
    assert.equal((await visitor.get(`${base}/publish`)).status, 200)
  })

  test('hours and excluded times are changed in place, not over other hours', async ({
    assert,
  }) => {
    const { municipality, counter, visitor, base } = await office()
    const own = `${base}/${counter.id}`
    for (const opens of ['08:30', '13:00']) {
      await send(visitor, own, /hours$/, {
        ...{ weekdays: ['1'], opens, closes: opens === '08:30' ? '12:00' : '17:00' },
        ...{ unit: '30', capacity: '4' },
      })
    }
    await send(visitor, own, /exclusions$/, { starts: '10:00', ends: '10:30' })
    const link = (text: string, kind: string) =>
      new RegExp(`href="([^"]*/${kind}/[0-9a-f-]{36})"`).exec(text)![1]
    const page = await visitor.get(own)
    const hours = link(page.text, 'hours')
    const form = await visitor.get(hours)
    assert.include(form.text, 'value="08:30"')
    const over = await send(visitor, hours, /hours\//, {
      ...{ weekdays: ['1'], opens: '8:00', closes: '13:30', unit: '30', capacity: '6' },
    })
    assert.equal(over.status, 422)
    assert.include(over.words(), 'すでに受付時間があります')
    const changed = await send(visitor, hours, /hours\//, {
      ...{ weekdays: ['2'], opens: '8:00', closes: '12:00', unit: '20', capacity: '6' },
    })
    assert.equal(changed.status, 303)
    const words = (await visitor.get(own)).words()
    assert.include(words, '火 08:00～12:00 20分 6')
    assert.notInclude(words, '08:30～12:00')

    const exclusion = link(page.text, 'exclusions')
    const moved = await send(visitor, exclusion, /exclusions\//, {
      ...{ excluded_weekdays: ['2'], starts: '11:00', ends: '11:20' },
    })
    assert.equal(moved.status, 303)
    assert.match((await visitor.get(own)).words(), /火\s+11:00～11:20/)
    const daily = await send(visitor, exclusion, /exclusions\//, {
      ...{ excluded_weekdays: [''], starts: '11:00', ends: '11:20' },
    })
    assert.equal(daily.status, 303)
    assert.match((await visitor.get(own)).words(), /毎日\s+11:00～11:20/)

    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        `SELECT detail FROM audit_entries WHERE action = 'reservation.change_schedule_rule' ORDER BY seq`
      )
    )
    assert.deepEqual(rows[0].detail.changes.weekday, { from: 1, to: 2 })
    assert.deepEqual(rows[0].detail.changes.capacity, { from: 4, to: 6 })
    const { _csrf } = form.forms().find(({ fields }) => '_csrf' in fields)!.fields
    await visitor.post(`${own}/remove`, { _csrf, kind: 'hours', id: hours.split('/').at(-1)! })
    assert.equal((await visitor.get(hours)).status, 404)
  })

  test('a list of single days is set in one action [R42]', async ({ assert }) => {
    const { municipality, counter, visitor, base } = await office()
    const query = (dates: string) =>
      new URLSearchParams({
        ...{ 'counters[]': counter.id, 'which': 'dates', dates },
        ...{ kind: 'closed', reason: '設備点検' },
      }).toString()
    const wrong = await visitor.get(`${base}/bulk/preview?${query('2027-02-31\n2027-03-01')}`)
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '日付として読めないものがあります')
    const address = `${base}/bulk/preview?${query('令和9年3月5日\n2027-03-01、2027-03-05')}`
    const preview = await visitor.get(address)
    assert.include(preview.words(), '2日')
    const saved = await visitor.submit(preview, /bulk$/)
    assert.include(saved.location, 'from=2027-03-01&until=2027-03-05')
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT day::text FROM closed_days ORDER BY day')
    )
    assert.deepEqual(
      rows.map(({ day }: { day: string }) => day),
      ['2027-03-01', '2027-03-05']
    )
    const exclusion = new URLSearchParams({
      ...{ 'counters[]': counter.id, 'which': 'dates', 'dates': '2027-03-02 2027-03-09' },
      ...{ kind: 'exclusion', starts: '09:00', ends: '10:00' },
    })
    const shown = await visitor.get(`${base}/bulk/preview?${exclusion}`)
    assert.equal((await visitor.submit(shown, /bulk$/)).status, 303)
    const { rows: excluded } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT valid_from::text AS day, valid_until::text AS last FROM excluded_times')
    )
    assert.sameDeepMembers(excluded, [
      { day: '2027-03-02', last: '2027-03-02' },
      { day: '2027-03-09', last: '2027-03-09' },
    ])
  })

  test('the month tells what follows for each day, and a day is set otherwise [R129]', async ({
    assert,
  }) => {
    const { municipality, counter, visitor, base } = await office()
    const monday = await coming(municipality)
    await send(visitor, `${base}/${counter.id}`, /hours$/, {
      weekdays: ['1', '5'],
      opens: '9:00',
      closes: '12:00',
      unit: '30',
      capacity: '5',
    })
    const year = monday.slice(0, 4)
    const month = async (of: string) =>
      (await visitor.get(`${base}/${counter.id}/month?month=${of}`)).words()
    assert.include(await month(`${year}-02`), '建国記念の日')
    assert.include(await month(`${year}-12`), '年末年始')
    assert.include(await month(monday.slice(0, 7)), '受付 09:00～12:00 定員5')

    const day = `${base}/${counter.id}/days/${monday}`
    const set = (fields: Record<string, string>) =>
      send(visitor, day, new RegExp(`${monday}$`), fields)
    assert.equal((await set({ kind: 'closed', reason: '' })).status, 422)
    assert.equal((await set({ kind: 'closed', reason: '設備点検' })).status, 303)
    assert.include(await month(monday.slice(0, 7)), '休館 設備点検')
    assert.equal(
      (await set({ kind: 'hours', opens: '18:00', closes: '20:00', unit: '60', capacity: '2' }))
        .status,
      303
    )
    assert.include(await month(monday.slice(0, 7)), '例外 18:00～20:00 定員2')
    assert.equal((await set({ kind: 'rules' })).status, 303)
    assert.include(await month(monday.slice(0, 7)), '受付 09:00～12:00 定員5')
  })
})

test.group('reservation/schedule, many at once and one by one [R42]', () => {
  test('all Mondays of three months at two counters in one action; then one cell', async ({
    assert,
  }) => {
    const { municipality, counter, another, visitor, base } = await office()
    const monday = await coming(municipality)
    const until = DateTime.fromISO(monday).plus({ days: 83 }).toISODate()!
    const asked = new URLSearchParams([
      ...[counter.id, another.id].map((id) => ['counters[]', id] as [string, string]),
      ...Object.entries({
        'weekdays[]': '1',
        'from': monday,
        until,
        'kind': 'hours',
        'opens': '9:00',
        'closes': '10:00',
        'unit': '30',
        'capacity': '4',
      }),
    ])
    const preview = await visitor.get(`${base}/bulk/preview?${asked}`)
    assert.equal(preview.status, 200)
    assert.include(preview.words(), '2か所の窓口の12日（あわせて24日分）')
    const saved = await visitor.submit(preview, /bulk$/)
    assert.equal(saved.status, 303)
    await publish(municipality, monday, until)
    const slots = await slotsOn(municipality, monday)
    assert.deepEqual(
      slots.map(({ capacity }) => capacity),
      [4, 4, 4, 4]
    )
    const last = await slotsOn(
      municipality,
      DateTime.fromISO(monday).plus({ days: 77 }).toISODate()!
    )
    assert.isAtLeast(last.length, 4)

    const cell = slots.find(({ counterId }) => counterId === counter.id)!
    const day = `${base}/${counter.id}/days/${monday}`
    const set = (capacity: string) => send(visitor, day, new RegExp(`${cell.id}$`), { capacity })
    assert.equal((await set('many')).status, 422)
    assert.equal((await set('1')).status, 303)
    await publish(municipality, monday, until)
    assert.equal(
      (await slotsOn(municipality, monday)).find(({ id }) => id === cell.id)!.capacity,
      1
    )
  })

  test('single days need a day, and no period', async ({ assert }) => {
    const { municipality, counter, visitor, base } = await office()
    const monday = await coming(municipality)
    const preview = (dates: string) =>
      visitor.get(
        `${base}/bulk/preview?${new URLSearchParams({
          ...{ 'counters[]': counter.id, 'which': 'dates', dates, 'from': '', 'until': '' },
          ...{ kind: 'closed', reason: '設備点検' },
        })}`
      )
    for (const nothing of ['', ' ', '、']) {
      const refused = await preview(nothing)
      assert.equal(refused.status, 422)
      assert.match(refused.words(), /設定する日を入力|日を入力してください/)
    }
    const seen = await preview(monday)
    assert.equal(seen.status, 200)
    assert.include(seen.words(), '1か所の窓口の1日')
  })

  test('lowering a capacity below what is booked keeps the bookings and says so', async ({
    assert,
  }) => {
    const { municipality, counter, visitor, base } = await office()
    const [slot] = await createSlots(municipality, counter, { capacity: 3 })
    const resident = new Resident(new Visitor(), municipality.slug)
    for (let i = 0; i < 2; i++) await resident.book(slot)
    const date = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots')
      return rows[0].day as string
    })
    const day = `${base}/${counter.id}/days/${date}`
    const sent = await send(visitor, day, new RegExp(`${slot}$`), { capacity: '1' })
    assert.include((await visitor.get(sent.location)).words(), '予約が定員より1多いままです')
    const [seen] = await slotsOn(municipality, date)
    assert.deepEqual([seen.capacity, seen.taken, seen.wanted], [2, 2, 1])
    assert.isNull(await resident.book(slot))
  })

  test('somebody assigned to one counter changes neither another’s nor the municipality’s hours [R44]', async ({
    assert,
  }) => {
    const { municipality, counter, another, visitor, base } = await office('counter_clerk', true)
    assert.equal((await visitor.get(`${base}/${counter.id}`)).status, 403)
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO role_permissions (municipality_id, role, permission, allowed)
         VALUES (?, 'counter_clerk', 'reservation.manage_schedule', true)`,
        [municipality.id]
      )
    )
    assert.equal((await visitor.get(`${base}/${counter.id}`)).status, 200)
    assert.equal((await visitor.get(`${base}/${another.id}`)).status, 404)
    assert.equal((await visitor.get(`${base}/standard`)).status, 403)
    const asked = `counters[]=${another.id}&weekdays[]=1&from=2027-02-01&until=2027-02-28&kind=rules`
    assert.equal((await visitor.get(`${base}/bulk/preview?${asked}`)).status, 404)
    assert.equal((await visitor.get(`${base}/publish?counter=${another.id}`)).status, 404)
  })
})
