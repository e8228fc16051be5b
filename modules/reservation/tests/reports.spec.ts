import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { documents, E_DOCUMENT_TOO_SLOW } from '#app/documents/main'
import type { RoleId } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { cancelReservation } from '#modules/reservation/actions/cancel_reservation'
import { markArrival } from '#modules/reservation/actions/mark_arrival'
import { makeBookingToken } from '#modules/reservation/booking_token'
import oldCards from '#modules/reservation/reports/old_cards'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  switchModule,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { readTexts } from '#tests/support/read_pdf'
import type { Visitor } from '#tests/support/browserless'
import { signedIn } from '#tests/support/staff_session'

/** Two counters with five bookings on one day: two arrived, one missed, one cancelled, one still expected. */
async function office(role: RoleId = 'counter_manager', limited = false) {
  const municipality = await createMunicipality()
  const main = await createCounter(municipality, { name: '本庁窓口' })
  const station = await createCounter(municipality, { name: '駅前出張所' })
  const slots = await createSlots(municipality, main, { count: 4, capacity: 2 })
  const [away] = await createSlots(municipality, station, { capacity: 2 })
  const clerk = await createStaff(municipality, 'counter_clerk')
  const book = (slotId: string, procedureTypeId?: string) =>
    tenancy.run(municipality, async () => {
      const { id } = await bookByProxy({
        ...{ slotId, procedureTypeId, token: makeBookingToken(), staffId: clerk.id },
        values: { old_card: 'yes' },
      })
      return id
    })
  const cancelled = await book(slots[1])
  await book(slots[3])
  const arrivedAway = await book(away)
  /** From here on everybody says what they come for. */
  const type = await createProcedureType(municipality, { name: '受け取り' })
  const arrived = await book(slots[0], type.id)
  const missed = await book(slots[1], type.id)
  await tenancy.run(municipality, async () => {
    await markArrival(arrived)
    await markArrival(arrivedAway)
    await cancelReservation({ id: cancelled })
    await db.rawQuery(`UPDATE reservations SET state = 'no_show' WHERE id = ?`, [missed])
  })
  const staff = await createStaff(municipality, role, {
    counterIds: limited ? [station.id] : undefined,
  })
  return {
    ...{ municipality, main, station, staff, type },
    day: await dayOf(municipality, slots[0]),
    visitor: await signedIn(municipality.slug, staff),
    base: `/${municipality.slug}/staff`,
  }
}

const dayOf = (municipality: Municipality, slot: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots WHERE id = ?', [
      slot,
    ])
    return rows[0].day as string
  })

const entries = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT action, subject_id, result, detail FROM audit_entries
        WHERE action LIKE 'report.%' OR action LIKE '%day_sheet' OR result = 'denied' ORDER BY seq`
    )
    return rows as {
      action: string
      subject_id: string
      result: string
      detail: Record<string, unknown>
    }[]
  })

/** Sends a form of a page that is answered with a document, as somebody would who has the page open. */
async function take(
  visitor: Visitor,
  page: string,
  address: string,
  fields: Record<string, string>
) {
  const [form] = (await visitor.get(page)).forms().filter(({ fields: own }) => '_csrf' in own)
  return visitor.download(address, { _csrf: form.fields._csrf, ...fields })
}

/** The lines of a file, its header first. */
async function linesOf(answer: Response) {
  const text = (await answer.text()).replace('\uFEFF', '')
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
}

/** Everything on a paper, without the white space between. */
const textOf = async (answer: Response) =>
  (await readTexts(Buffer.from(await answer.arrayBuffer())))
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '')

test.group('reservation/reports', () => {
  test('a day is counted by counter, by hour and by procedure type, the sum once [R10]', async ({
    assert,
  }) => {
    const { base, day, visitor } = await office()
    const at = `${base}/reports/reservation.daily_counts`
    const answer = await take(visitor, at, `${at}/csv`, { from: day, encoding: 'utf8' })
    assert.deepEqual(await linesOf(answer), [
      [
        '区分',
        '項目',
        '予約',
        'うち取消',
        'うち来庁',
        'うち不来庁',
        'うち来庁前',
        '不来庁率',
        '予約なし来庁',
      ],
      ['窓口別', '本庁窓口', '4', '1', '1', '1', '1', '50.0', '0'],
      ['窓口別', '駅前出張所', '1', '0', '1', '0', '0', '0.0', '0'],
      ['時間帯別', '8時台', '2', '0', '2', '0', '0', '0.0', '0'],
      ['時間帯別', '9時台', '2', '1', '0', '1', '0', '100.0', '0'],
      ['時間帯別', '10時台', '1', '0', '0', '0', '1', '', '0'],
      ['手続別', '受け取り', '2', '0', '1', '1', '0', '50.0', '0'],
      ['手続別', '種別なし', '3', '1', '1', '0', '1', '0.0', '0'],
      ['合計', '', '5', '1', '2', '1', '1', '33.3', '0'],
    ])
  })

  test('each list has who belongs to it and nobody else [R9] [R53]', async ({ assert }) => {
    const { base, day, visitor } = await office()
    const lines = async (report: string) => {
      const fields = { from: day, until: day, encoding: 'utf8' }
      const at = `${base}/reports/reservation.${report}`
      const answer = await take(visitor, at, `${at}/csv`, fields)
      return (await linesOf(answer)).length - 1
    }
    assert.equal(await lines('day_reservations'), 4)
    assert.equal(await lines('visitors'), 2)
    assert.equal(await lines('no_shows'), 1)
    assert.equal(await lines('old_cards'), 3)
  })

  test('the lists of a day tell who comes together, in words no spreadsheet takes for a date', async ({
    assert,
  }) => {
    const { base, day, main, municipality, staff, type, visitor } = await office()
    const [slot] = await createSlots(municipality, main, { capacity: 2, after: 240 })
    await tenancy.run(municipality, () =>
      bookByProxy({
        ...{ slotId: slot, procedureTypeId: type.id, token: makeBookingToken() },
        ...{ party: { persons: 2, consecutive: false }, staffId: staff.id, values: {} },
      })
    )
    const at = `${base}/reports/reservation.day_reservations`
    const answer = await take(visitor, at, `${at}/csv`, { from: day, encoding: 'utf8' })
    const [header, ...lines] = await linesOf(answer)
    const together = lines.map((line) => line[header.indexOf('同行者')]).filter(Boolean)
    assert.deepEqual(together.toSorted(), ['1人目／2人', '2人目／2人'])
    const sheet = await take(visitor, `${base}/visits`, `${base}/visits/sheet`, {
      ...{ date: day, counter: main.id },
    })
    assert.include(await textOf(sheet), '2人目／2人')
  })

  test('a list of days reads the page that is asked for, and counts all of it', async ({
    assert,
  }) => {
    const { day, municipality } = await office()
    const ask = (page?: { offset: number; limit: number }) =>
      tenancy.run(municipality, () =>
        oldCards({
          ...{ from: day, until: day, counterIds: null, page },
          i18n: i18nManager.locale('ja'),
        })
      )
    const whole = await ask()
    assert.lengthOf(whole.rows, 3)
    for (const page of [await ask({ offset: 1, limit: 1 }), whole]) {
      assert.equal(page.total, 3)
      assert.deepEqual(page.chart!.bars, [{ label: day.replaceAll('-', '/'), value: 3 }])
    }
    assert.deepEqual((await ask({ offset: 1, limit: 1 })).rows, [whole.rows[1]])
  })

  test('a month is counted counter by counter, and hours by how full they are [R113]', async ({
    assert,
  }) => {
    const { base, day, visitor } = await office()
    const month = await visitor.get(
      `${base}/reports/reservation.monthly?month=${day.slice(0, 7)}&counter=`
    )
    assert.include(month.words(), '本庁窓口 4 1 1 1 1 50.0%')
    assert.include(month.words(), '合計 5 1 2 1 1 33.3%')
    const used = await visitor.get(
      `${base}/reports/reservation.utilisation?from=${day}&until=${day}`
    )
    assert.match(used.words(), /8時台 50.0% 50.0%/)
    assert.match(used.words(), /合計 40.0% 40.0%/)
  })

  test('every report is seen, printed and taken away, each noted with what was asked [R10] [R45]', async ({
    assert,
  }) => {
    const { base, day, municipality, visitor } = await office()
    const index = `${base}/reports`
    const reports = [
      ...(await visitor.get(index)).text.matchAll(/href="[^"]*\/reports\/(reservation\.\w+)"/g),
    ].map(([, id]) => id)
    assert.lengthOf(reports, 8)
    for (const id of reports) {
      const at = `${base}/reports/${id}`
      const fields = { from: day, until: day, month: day.slice(0, 7) }
      const page = await visitor.get(`${at}?${new URLSearchParams(fields)}`)
      assert.equal(page.status, 200, id)
      assert.include(page.text, 'class="bar-chart"', `${id} has a chart beside its table`)
      const paper = await take(visitor, index, `${at}/pdf`, fields)
      const said = await textOf(paper)
      assert.include(said, municipality.name, id)
      assert.match(said, /令和\d+年/, id)
      assert.match(said, /1\/1/, id)
      const file = await take(visitor, index, `${at}/csv`, { ...fields, encoding: 'cp932' })
      assert.match(file.headers.get('content-type')!, /Shift_JIS/, id)
    }
    const noted = await entries(municipality)
    assert.lengthOf(noted, 3 * reports.length)
    assert.sameMembers(
      noted
        .filter(({ subject_id: id }) => id === 'reservation.no_shows')
        .map(({ action }) => action),
      ['report.view', 'report.print', 'report.export']
    )
    assert.include(noted.find(({ action }) => action === 'report.export')!.detail, {
      from: day,
      encoding: 'cp932',
    })
    assert.isTrue(noted.every(({ detail }) => typeof detail.count === 'number'))
  }).timeout(60_000)

  test('shows a person’s own counters only, and takes no other [R44]', async ({ assert }) => {
    const { base, day, main, visitor } = await office('counter_clerk', true)
    const at = `${base}/reports/reservation.day_reservations?from=${day}`
    const page = await visitor.get(at)
    assert.include(page.words(), '08:30 駅前出張所')
    assert.notInclude(page.words(), '本庁窓口')
    const other = await visitor.get(`${at}&counter=${main.id}`)
    assert.equal(other.status, 422)
    assert.include(other.words(), 'この窓口は選べません')
  })

  test('needs the permission of the report, and of the file where single visits are in it [R46]', async ({
    assert,
  }) => {
    const { base, day, municipality, visitor } = await office('counter_clerk')
    assert.equal((await visitor.get(`${base}/reports/reservation.monthly`)).status, 403)
    const list = await visitor.get(`${base}/reports/reservation.visitors?from=${day}`)
    assert.equal(list.status, 200)
    assert.notInclude(list.words(), 'CSV')
    const file = await take(
      ...([visitor, `${base}/reports`, `${base}/reports/reservation.visitors/csv`] as const),
      { from: day, encoding: 'utf8' }
    )
    assert.equal(file.status, 403)
    assert.deepEqual(
      (await entries(municipality))
        .filter(({ result }) => result === 'denied')
        .map(({ action }) => action),
      ['reservation.view_figures', 'reservation.export']
    )
  })

  test('says what cannot be asked', async ({ assert }) => {
    const { base, visitor } = await office()
    for (const [query, sentence] of [
      ['from=2026-01-01&until=2026-12-31', '92日以内'],
      ['from=2026-02-30&until=2026-03-01', '日付'],
      ['from=2026-03-02&until=2026-03-01', ''],
      ['counter=nothing', ''],
      ['page=0', ''],
    ]) {
      const page = await visitor.get(`${base}/reports/reservation.no_shows?${query}`)
      assert.equal(page.status, 422, query)
      assert.include(page.words(), sentence)
    }
    assert.equal((await visitor.get(`${base}/reports/reservation.nothing`)).status, 404)
  })

  test('names what CP932 does not have before the file is made [R54]', async ({ assert }) => {
    const { base, day, municipality, visitor } = await office()
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE counters SET name = '𠮷野出張所' WHERE name = '駅前出張所'`)
    )
    const at = `${base}/reports/reservation.daily_counts`
    const fields = { from: day, encoding: 'cp932' }
    const refused = await take(visitor, at, `${at}/csv`, fields)
    assert.equal(refused.status, 422)
    assert.include(await refused.text(), '<td data-label="文字">𠮷</td>')
    const file = await take(visitor, at, `${at}/csv`, { ...fields, geta: 'yes' })
    const text = new TextDecoder('shift_jis').decode(await file.arrayBuffer())
    assert.include(text, '窓口別,〓野出張所,1,')
  })

  test('says so where there are no PDFs, and leaves screen, print and file', async ({ assert }) => {
    const { base, day, visitor } = await office()
    const { whyUnavailable } = documents
    documents.whyUnavailable = async () => 'no program for this platform'
    try {
      const page = await visitor.get(`${base}/reports/reservation.daily_counts?from=${day}`)
      assert.include(page.words(), 'この環境ではPDFを作れません')
      assert.include(page.text, 'data-print')
      assert.sameMembers(
        page.forms().flatMap(({ action }) => action.match(/(pdf|csv)$/)?.[0] ?? []),
        ['csv']
      )
      const visits = await visitor.get(`${base}/visits?date=${day}`)
      assert.include(visits.text, `reports/reservation.day_reservations?from=${day}`)
    } finally {
      documents.whyUnavailable = whyUnavailable
    }
  })

  test('a document that cannot be made sends back with a sentence', async ({ assert }) => {
    const { base, day, visitor } = await office()
    const { typeset } = documents
    documents.typeset = async () => {
      throw new E_DOCUMENT_TOO_SLOW('too slow')
    }
    try {
      const at = `${base}/reports/reservation.daily_counts`
      const answer = await take(visitor, at, `${at}/pdf`, { from: day })
      assert.equal(answer.status, 303)
      assert.include((await visitor.get(at)).words(), 'PDFを作れませんでした')
    } finally {
      documents.typeset = typeset
    }
  })

  test('is gone with its module', async ({ assert }) => {
    const { base, municipality, visitor } = await office('system_administrator')
    await switchModule(municipality.id, 'reservation', false)
    assert.equal((await visitor.get(`${base}/reports/reservation.monthly`)).status, 404)
    const { text } = await visitor.get(`${base}/reports`)
    assert.notInclude(text, 'reports/reservation.')
    assert.include(text, 'reports/operations.monthly')
  })
})

test.group('reservation/day sheet', () => {
  test('is on paper for each counter and day, from the page of the day, and noted', async ({
    assert,
  }) => {
    const { base, day, main, municipality, visitor } = await office()
    const page = await visitor.get(`${base}/visits?date=${day}`)
    const form = page.forms().find(({ action }) => action.endsWith('/visits/sheet'))!
    assert.equal(form.fields.date, day)
    const answer = await visitor.download(form.action, { ...form.fields, counter: main.id })
    const said = await textOf(answer)
    for (const word of [municipality.name, main.name, '受け取り']) assert.include(said, word)
    assert.match(said, /令和\d+年/)
    assert.match(said, /1\/\d/)
    const times = ['08:30', '09:00', '10:00'].map((time) => said.indexOf(time))
    assert.notInclude(times, -1)
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
      'as they come'
    )
    assert.deepInclude(await entries(municipality), {
      action: 'reservation.print_day_sheet',
      subject_id: main.id,
      result: 'ok',
      detail: { from: day, count: 3 },
    })
  })

  test('is not given for a counter somebody does not work at [R44]', async ({ assert }) => {
    const { base, day, main, visitor } = await office('counter_clerk', true)
    const fields = { date: day, counter: main.id }
    const answer = await take(visitor, `${base}/visits`, `${base}/visits/sheet`, fields)
    assert.equal(answer.status, 404)
  })
})
