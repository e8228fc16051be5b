import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import { createStaff, setSettings } from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { countReservations } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { firstUse, OWN, townWithAccounts } from './support.js'

const bookers = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT a.user_id FROM reservations r LEFT JOIN accounts a ON a.id = r.booker_id
        WHERE r.state = 'reserved' ORDER BY r.reserved_at`
    )
    return rows.map((row: { user_id: string | null }) => row.user_id) as (string | null)[]
  })

test.group('accounts/登録者のみ [R60] [R71]', () => {
  test('the form asks who it is, and a stranger’s form books nothing', async ({ assert }) => {
    const { municipality, slots, base } = await townWithAccounts({ who_may_book: 'registered' })
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = await resident.hold(slots[0])
    const form = await resident.visitor.get(`${base}/holds/${token}`)
    assert.include(form.words(), '利用者ID')
    assert.notInclude(form.words(), '未登録の方はこちらへ')
    const sent = await resident.visitor.post(`${base}/holds/${token}/check`, {
      old_card: 'no',
      account_name: 'NOBODY',
      account_password: 'nothing',
    })
    assert.equal(sent.status, 422)
    assert.include(sent.words(), '利用者IDかパスワードが正しくありません')
    const pushed = await resident.visitor.post(`${base}/holds/${token}/confirm`)
    assert.equal(pushed.status, 409)
    assert.equal(await countReservations(municipality, 'reserved'), 0)
  })

  test('ID and password inside the form book and sign in', async ({ assert }) => {
    const { municipality, slots, issued, base } = await townWithAccounts({
      who_may_book: 'registered',
    })
    await firstUse(municipality, issued[0])
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = (await resident.hold(slots[0]))!
    const booked = await resident.confirm(token, {
      old_card: 'no',
      account_name: issued[0].userId,
      account_password: OWN,
    })
    assert.isNotNull(booked)
    assert.deepEqual(await bookers(municipality), [issued[0].userId])
    const mine = await resident.visitor.get(`${base}/account`)
    assert.include(mine.words(), '受付番号 1 を開く')
  })

  test('with a first password the own one is chosen on the way, and the seat is kept', async ({
    assert,
  }) => {
    const { municipality, slots, issued, base } = await townWithAccounts({
      who_may_book: 'registered',
    })
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = await resident.hold(slots[0])
    const sent = await resident.visitor.post(`${base}/holds/${token}/check`, {
      old_card: 'no',
      account_name: issued[0].userId,
      account_password: issued[0].initialPassword,
    })
    assert.equal(sent.status, 303)
    const page = await resident.visitor.get(sent.location)
    const chosen = await resident.visitor.submit(page, /password$/, { password: OWN, again: OWN })
    assert.equal(chosen.location, `${base}/holds/${token}/confirm`)
    assert.equal((await resident.visitor.post(chosen.location)).status, 303)
    assert.deepEqual(await bookers(municipality), [issued[0].userId])
  })

  test('somebody signed in before is not asked again', async ({ assert }) => {
    const { municipality, slots, issued, base } = await townWithAccounts({
      who_may_book: 'registered',
    })
    const resident = new Resident(await firstUse(municipality, issued[0]), municipality.slug)
    const token = (await resident.hold(slots[0]))!
    const form = await resident.visitor.get(`${base}/holds/${token}`)
    assert.include(form.words(), `ログインID ${issued[0].userId} で申し込みます`)
    assert.notInclude(form.text, 'account_password')
    assert.isNotNull(await resident.confirm(token))
    assert.deepEqual(await bookers(municipality), [issued[0].userId])
  })

  test('somebody known is asked for the additional items only, a stranger for all [R72] [R73]', async ({
    assert,
  }) => {
    const { municipality, slots, issued, base } = await townWithAccounts()
    await setField(municipality, 'name', { public: 'required', staff: 'optional' })
    const stranger = new Resident(new Visitor(), municipality.slug)
    const first = await stranger.hold(slots[0])
    assert.include((await stranger.visitor.get(`${base}/holds/${first}`)).words(), '氏名')
    const known = new Resident(await firstUse(municipality, issued[0]), municipality.slug)
    const second = (await known.hold(slots[0]))!
    const form = await known.visitor.get(`${base}/holds/${second}`)
    assert.notInclude(form.words(), '氏名')
    assert.include(form.words(), '住基カードの有無')
    assert.isNotNull(await known.confirm(second))
    assert.isNull(await stranger.confirm(first!), 'the name is missing')
  })

  test('without パスワードチェック an ID books, and opens nothing of the account', async ({
    assert,
  }) => {
    const { municipality, slots, issued, base } = await townWithAccounts({
      who_may_book: 'registered',
      check_password: false,
    })
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = (await resident.hold(slots[0]))!
    const booked = await resident.confirm(token, {
      old_card: 'no',
      account_name: issued[0].userId,
    })
    assert.isNotNull(booked)
    assert.deepEqual(await bookers(municipality), [issued[0].userId])
    assert.equal((await resident.visitor.get(`${base}/account`)).status, 303)
  })
})

test.group('accounts/制限なし and 未登録者のみ [R26] [R37] [R61]', () => {
  test('strangers and known people book side by side, each with a link to the other way', async ({
    assert,
  }) => {
    const { municipality, slots, issued, base } = await townWithAccounts()
    await firstUse(municipality, issued[0])
    const stranger = new Resident(new Visitor(), municipality.slug)
    const token = (await stranger.hold(slots[0]))!
    const form = await stranger.visitor.get(`${base}/holds/${token}`)
    assert.include(form.words(), '登録済みの方はこちらへ')
    assert.notInclude(form.text, 'account_password')
    assert.isNotNull(await stranger.confirm(token))

    const known = new Resident(new Visitor(), municipality.slug)
    const other = (await known.hold(slots[0]))!
    const asked = await known.visitor.get(`${base}/holds/${other}?as=known`)
    assert.include(asked.words(), '未登録の方はこちらへ')
    assert.include(asked.words(), 'パスワードをお忘れの場合')
    assert.isNotNull(
      await known.confirm(other, {
        ...{ old_card: 'no', as: 'known' },
        account_name: issued[0].userId,
        account_password: OWN,
      })
    )
    assert.deepEqual(await bookers(municipality), [null, issued[0].userId])
  })

  test('with 未登録者のみ, and with the module off, nobody is asked who it is', async ({
    assert,
  }) => {
    const { municipality, slots, base } = await townWithAccounts({ who_may_book: 'unregistered' })
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = (await resident.hold(slots[0]))!
    const form = await resident.visitor.get(`${base}/holds/${token}?as=known`)
    assert.notInclude(form.text, 'account_password')
    assert.notInclude(form.words(), '登録済みの方')
    assert.notInclude((await resident.visitor.get(`${base}/calendar`)).words(), '利用者ID')
    assert.isNotNull(await resident.confirm(token))
  })
})

test.group('accounts/申し込み一覧 [R65]', () => {
  test('shows what the account booked, each with its own way to change and cancel it', async ({
    assert,
  }) => {
    const { municipality, slots, issued, base } = await townWithAccounts({ live_reservations: 3 })
    const visitor = await firstUse(municipality, issued[0])
    const resident = new Resident(visitor, municipality.slug)
    for (const slot of [slots[0], slots[0], slots[1]]) await resident.book(slot)
    const mine = await visitor.get(`${base}/account`)
    const links = [...mine.text.matchAll(/href="([^"]*\/reservations\/[^"]+)"/g)].map((m) => m[1])
    assert.lengthOf(links, 3)
    assert.equal((await visitor.post(`${links[0]}/cancel`)).status, 303)
    assert.equal((await visitor.post(`${links[1]}/change/${slots[2]}`)).status, 303)
    const after = await visitor.get(`${base}/account`)
    assert.include(after.words(), '取消')
    assert.equal(await countReservations(municipality, 'reserved'), 2)
  })

  test('an account books as many visits as the municipality allows, also all at once', async ({
    assert,
  }) => {
    const { municipality, slots, issued } = await townWithAccounts({ live_reservations: 2 })
    const visitor = await firstUse(municipality, issued[0])
    const resident = new Resident(visitor, municipality.slug)
    const tokens = []
    for (let i = 0; i < 5; i++) tokens.push((await resident.hold(slots[i % 3]))!)
    const booked = await Promise.all(tokens.map((token) => resident.confirm(token)))
    assert.lengthOf(
      booked.filter((one) => one !== null),
      2
    )
    const refused = await visitor.post(
      `/${municipality.slug}/holds/${tokens[booked.indexOf(null)]}/confirm`
    )
    assert.equal(refused.status, 409)
    assert.include(refused.words(), '同時に持てる予約の数に達しています')
    await setSettings(municipality.id, { 'accounts.live_reservations': 3 })
    assert.isNotNull(await resident.confirm(tokens[booked.indexOf(null)]))
  })
})

test.group('accounts/閉所の電話連絡票 [R128]', () => {
  test('says whom to phone under which number, to who may see it, and the log says who saw it', async ({
    assert,
  }) => {
    const { municipality, counter, slots, issued, base, staff } = await townWithAccounts()
    const resident = new Resident(await firstUse(municipality, issued[0]), municipality.slug)
    await resident.book(slots[0])
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE accounts SET details = '{"phone": "090-1234-5678"}'`)
    )
    const clerk = await signedIn(municipality.slug, staff)
    const day = DateTime.now().setZone('Asia/Tokyo').plus({ days: 7 }).toISODate()!
    const closed = await clerk.submit(
      await clerk.get(
        `${base}/staff/closures/new?${new URLSearchParams({ counter: counter.id, from: day, until: day, reason: '停電' })}`
      ),
      /closures$/
    )
    const sheet = `${closed.location}/phone`
    for (const word of [issued[0].userId, '090-1234-5678']) {
      assert.include((await clerk.get(sheet)).words(), word)
    }
    for (const action of ['accounts.list', 'reservation.list_record']) {
      const [entry] = await entriesOf(municipality, action)
      assert.equal(entry.staff_login, staff.loginId)
      assert.isNotNull(entry.subject_id)
    }
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO role_permissions (municipality_id, role, permission, allowed)
         VALUES (?, 'counter_manager', 'reservation.view_personal', false)`,
        [municipality.id]
      )
    )
    const other = await createStaff(municipality, 'counter_manager')
    const hidden = (await (await signedIn(municipality.slug, other)).get(sheet)).words()
    assert.include(hidden, issued[0].userId)
    assert.notInclude(hidden, '090-1234-5678')
  })
})
