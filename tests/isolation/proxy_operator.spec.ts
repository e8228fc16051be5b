import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { post } from '#app/mail/main'
import { fieldSetOf } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { changeDetails } from '#modules/accounts/actions/change_details'
import { accountSubject } from '#modules/accounts/account_subject'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { addressOf, belongings, routeTable } from '#tests/support/belongings'
import type { Visitor } from '#tests/support/browserless'
import { everything } from '#tests/support/everything'
import { setField } from '#tests/support/fields'
import { createSlots, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

/** Somebody who booked, registered and was written to; the contractor on the phone may see none of it. */
const PLANTED = {
  name: '植田秘密太郎',
  kana: 'ウエダヒミツタロウ',
  phone: '090-7777-1234',
  address: '秘密町四丁目五番六号',
  email: 'himitsu@planted.example',
}

/** What somebody on the phone may send: their own affairs and documents, the day's sheet without names, bookings, inquiries. */
const ALLOWED = [
  /\/staff\/sign-in(\/code)?$/,
  /\/staff\/sign-out$/,
  /\/staff\/password$/,
  /\/staff\/second-factor(\/remove)?$/,
  /\/staff\/visits\/sheet$/,
  /\/staff\/documents\/:document\/cancel$/,
  /\/staff\/check-in\/find$/,
  /\/staff\/reservations\/search$/,
  /\/staff\/slots\/:slot\/reservations$/,
  /\/staff\/reservations\/:reservation\/change\/:slot$/,
  /\/staff\/reservations\/:reservation\/cancel$/,
  /\/staff\/inquiries(\/:inquiry)?$/,
]

async function townWithSomebody() {
  const town = await belongings()
  const { municipality, account, staff } = town
  for (const key of ['name', 'kana', 'phone', 'address']) {
    await setField(municipality, key, { public: 'unused', staff: 'optional' })
  }
  const { name, kana, phone, address, email } = PLANTED
  const values = { name, kana, phone, address }
  const [slot] = await createSlots(municipality, { id: town.ids.counter }, { daysAhead: 3 })
  const { id } = await tenancy.run(municipality, () =>
    bookByProxy({ slotId: slot, token: makeBookingToken(), values, staffId: staff.id })
  )
  const current = await municipalities.byId(municipality.id)
  const fields = await fieldSetOf(accountSubject, current)
  await tenancy.run(municipality, async () => {
    await changeDetails(account.id, { name, kana, phone }, fields, 'public')
    await db.rawQuery(
      `UPDATE reservations SET booker_id = ?, handling_note = '${PLANTED.address}' WHERE id = ?`,
      [account.id, id]
    )
    await post({ template: 'reservation.mail.made', to: email, subject: name, text: address })
  })
  return { ...town, ids: { ...town.ids, slot, reservation: id } as Record<string, string> }
}

/** Everything a person gets to read of the staff side, page by page. */
async function pagesRead(visitor: Visitor, town: Awaited<ReturnType<typeof townWithSomebody>>) {
  const read: { pattern: string; status: number; text: string }[] = []
  for (const route of routeTable()) {
    if (!route.pattern.includes('/staff') || !route.methods.includes('GET')) continue
    const query = route.pattern.endsWith('/reservations') ? '?from=2020-01-01' : ''
    const { status, text } = await visitor.get(`${addressOf(route, town)}${query}`)
    read.push({ pattern: route.pattern, status, text })
  }
  return read
}

test.group('the contractor on the phone [R12] [R14] [R16] [R56]', () => {
  test('reads nothing that tells who a resident is, on any page', async ({ assert }) => {
    const town = await townWithSomebody()
    const operator = await createStaff(town.municipality, 'proxy_operator', {
      counterIds: [town.ids.counter],
    })
    const read = await pagesRead(await signedIn(town.municipality.slug, operator), town)
    const opened = read.filter(({ status }) => status === 200).map(({ pattern }) => pattern)
    assert.isAbove(opened.length, 12)
    for (const page of ['reservations', 'reservations/:reservation', 'slots/:slot']) {
      assert.include(opened, `/:municipality/staff/${page}`)
    }
    for (const { pattern, text } of read) {
      for (const [what, planted] of Object.entries(PLANTED)) {
        assert.notInclude(text, planted, `${what} on ${pattern}`)
      }
    }
    const list = read.find(({ pattern }) => pattern === '/:municipality/staff/reservations')!
    assert.include(list.text, '（表示しません）')

    /** Whoever may, reads it there: the walk would have met it. */
    const clerk = await createStaff(town.municipality, 'counter_clerk', {
      counterIds: [town.ids.counter],
    })
    const seen = await pagesRead(await signedIn(town.municipality.slug, clerk), town)
    for (const planted of [PLANTED.name, PLANTED.phone, PLANTED.address]) {
      assert.isTrue(
        seen.some(({ text }) => text.includes(planted)),
        planted
      )
    }
  }).timeout(60_000)

  test('is refused everything that only staff may do', async ({ assert }) => {
    const town = await townWithSomebody()
    const operator = await createStaff(town.municipality, 'proxy_operator', {
      counterIds: [town.ids.counter],
    })
    const visitor = await signedIn(town.municipality.slug, operator)
    const page = await visitor.get(`/${town.municipality.slug}/staff/password`)
    const { _csrf } = page.forms().find(({ fields }) => '_csrf' in fields)!.fields
    const before = await everything(town.municipality)
    let refused = 0
    for (const route of routeTable()) {
      if (!route.pattern.includes('/staff') || !route.methods.includes('POST')) continue
      if (ALLOWED.some((allowed) => allowed.test(route.pattern))) continue
      const answer = await visitor.post(addressOf(route, town), { _csrf })
      assert.equal(answer.status, 403, route.pattern)
      refused += 1
    }
    assert.isAbove(refused, 50)
    assert.deepEqual(await everything(town.municipality), before)
  }).timeout(60_000)
})
