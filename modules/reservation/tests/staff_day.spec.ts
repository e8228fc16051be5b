import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
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
import { slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'

async function office(
  role: RoleId = 'counter_manager',
  limitTo?: 'own counter' | 'another counter'
) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const another = await createCounter(municipality, { name: '駅前出張所' })
  const slots = await createSlots(municipality, counter, { count: 2 })
  const counterIds = limitTo && [limitTo === 'own counter' ? counter.id : another.id]
  const staff = await createStaff(municipality, role, { counterIds })
  return {
    municipality,
    slots,
    staff,
    visitor: await signedIn(municipality.slug, staff),
    resident: new Resident(new Visitor(), municipality.slug),
    base: `/${municipality.slug}/staff`,
  }
}

const dateOf = (municipality: Municipality, slot: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots WHERE id = ?', [
      slot,
    ])
    return rows[0].day as string
  })

const entries = (municipality: Municipality, action: string) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT staff_login, subject_id, result, address FROM audit_entries WHERE action = ? ORDER BY seq',
      [action]
    )
    return rows as { staff_login: string; subject_id: string; result: string; address: string }[]
  })

/** Opens the only reservation of a slot from its list. */
async function openReservation(visitor: Visitor, base: string, slot: string) {
  const list = await visitor.get(`${base}/slots/${slot}`)
  const address = /href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/.exec(list.text)![1]
  return { address, page: await visitor.get(address) }
}

test.group('reservation/staff day', () => {
  test('shows every counter’s free seats side by side, day by day [R67]', async ({ assert }) => {
    const { municipality, slots, visitor, resident, base } = await office()
    await resident.book(slots[0])
    const date = await dateOf(municipality, slots[0])
    const page = await visitor.get(`${base}/visits?date=${date}`)
    const words = page.words()
    assert.include(words, '本庁窓口 駅前出張所')
    assert.include(words, '08:30 空4')
    assert.include(words, '09:00 空5')
    for (const move of ['≪1週間前', '＜1日前', '本日', '1日後＞', '1週間後≫'])
      assert.include(words, move)
  })

  test('a resident’s booking is seen, opened and marked as arrived [R50]', async ({ assert }) => {
    const { municipality, slots, staff, visitor, resident, base } = await office()
    await resident.book(slots[0])
    const { address, page } = await openReservation(visitor, base, slots[0])
    assert.include(page.words(), '予約 受付番号1')

    const marked = await visitor.submit(page, /arrival$/)
    assert.equal(marked.status, 303)
    const after = await visitor.get(address)
    assert.include(after.words(), '状況 来庁済')
    assert.include(after.words(), '来庁を記録しました。')

    const [entry] = await entries(municipality, 'reservation.mark_arrival')
    assert.equal(entry.staff_login, staff.loginId)
    assert.equal(entry.result, 'ok')
    assert.match(entry.address, /127\.0\.0\.1|::1/)
  })

  test('opening a reservation is in the audit log [R45]', async ({ assert }) => {
    const { municipality, slots, staff, visitor, resident, base } = await office()
    await resident.book(slots[0])
    const { address } = await openReservation(visitor, base, slots[0])
    const views = await entries(municipality, 'reservation.view')
    assert.deepEqual(
      views.map(({ staff_login: login, subject_id: id }) => [login, id]),
      [[staff.loginId, address.split('/').at(-1)]]
    )
  })

  test('two clerks mark the same arrival: one wins, the other is told', async ({ assert }) => {
    const { municipality, slots, visitor, resident, base } = await office()
    await resident.book(slots[0])
    const { page } = await openReservation(visitor, base, slots[0])
    const answers = await Promise.all([
      visitor.submit(page, /arrival$/),
      visitor.submit(page, /arrival$/),
    ])
    assert.sameMembers(
      answers.map(({ status }) => status),
      [303, 409]
    )
    assert.include(
      answers.find(({ status }) => status === 409)!.words(),
      '予約の状況が変わっています'
    )
    assert.lengthOf(await entries(municipality, 'reservation.mark_arrival'), 1)
  })

  test('an arrival marked by mistake is taken back', async ({ assert }) => {
    const { slots, visitor, resident, base } = await office()
    await resident.book(slots[0])
    const { address, page } = await openReservation(visitor, base, slots[0])
    await visitor.submit(page, /arrival$/)
    await visitor.submit(await visitor.get(address), /arrival\/undo$/)
    assert.include((await visitor.get(address)).words(), '状況 予約')
  })

  test('books by proxy, with the operator’s name to it [R47]', async ({ assert }) => {
    const { municipality, slots, staff, visitor, resident, base } = await office(
      'proxy_operator',
      'own counter'
    )
    const slot = await visitor.get(`${base}/slots/${slots[0]}`)
    const booked = await visitor.submit(slot, /reservations$/, { old_card: 'no' })
    assert.equal(booked.status, 303)
    const page = await visitor.get(booked.location)
    const key = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(page.words())![0]
    assert.isNotNull(await resident.open({ number: '1', key }))
    const [entry] = await entries(municipality, 'reservation.book_by_proxy')
    assert.equal(entry.staff_login, staff.loginId)
    assert.deepEqual(
      (await slotCounts(municipality, slots)).map(({ taken }) => taken),
      [1, 0]
    )
  })

  test('a slot tells the seats that are free and do not show it yet', async ({ assert }) => {
    const { municipality, slots, visitor, base } = await office()
    const page = async () => (await visitor.get(`${base}/slots/${slots[0]}`)).words()
    assert.notInclude(await page(), '戻り待ちの席')
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO returning_seats (municipality_id, slot_id, desks, returns_at)
         SELECT ?, ?, n, now() + n * interval '10 minutes' FROM generate_series(1, 2) AS n`,
        [municipality.id, slots[0]]
      )
    )
    assert.match(await page(), /戻り待ちの席 3席（.*までに戻ります）/)
  })

  test('a clerk sees the assigned counters and no other [R44] [R70]', async ({ assert }) => {
    const { municipality, slots, visitor, resident, base } = await office(
      'counter_clerk',
      'another counter'
    )
    await resident.book(slots[0])
    const date = await dateOf(municipality, slots[0])
    const page = await visitor.get(`${base}/visits?date=${date}`)
    assert.notInclude(page.words(), '本庁窓口')
    assert.equal((await visitor.get(`${base}/slots/${slots[0]}`)).status, 404)
  })

  test('who may not is refused, and the refusal is in the audit log [R16] [R46]', async ({
    assert,
  }) => {
    const { municipality, slots, visitor, resident, base } = await office(
      'proxy_operator',
      'own counter'
    )
    await resident.book(slots[0])
    const { address, page } = await openReservation(visitor, base, slots[0])
    assert.isUndefined(page.forms().find(({ action }) => action.endsWith('/arrival')))
    const { _csrf } = page.forms().find(({ fields }) => '_csrf' in fields)!.fields
    const answer = await visitor.post(`${address}/arrival`, { _csrf })
    assert.equal(answer.status, 403)
    const [entry] = await entries(municipality, 'reservation.mark_arrival')
    assert.equal(entry.result, 'denied')
  })

  test('the header tells the day in 和暦 with its weekday, and the operator [R102]', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    const page = await visitor.get(`${base}/visits`)
    assert.match(page.words(), /令和\d+年\d+月\d+日 .曜日/)
    assert.include(page.words(), '担当名 試験 職員')
  })
})
