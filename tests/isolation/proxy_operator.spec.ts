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
import { openCards } from '#tests/support/cards'
import type { Visitor } from '#tests/support/browserless'
import { everything } from '#tests/support/everything'
import { setField } from '#tests/support/fields'
import { createSlots, createStaff } from '#tests/support/municipality'
import { readTexts } from '#tests/support/read_pdf'
import { assignLinkCode, storeResidents } from '#tests/support/residents'
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
  const linkCode = await tenancy.run(municipality, async () => {
    const resident = { name, kana, phone, address, email }
    const [registered] = await storeResidents([{ number: '7777', values: resident }])
    return assignLinkCode(registered)
  })
  await openCards(municipality, town.ids.counter, [linkCode])
  const { id } = await tenancy.run(municipality, () =>
    bookByProxy({ slotId: slot, token: makeBookingToken(), values, linkCode, staffId: staff.id })
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
  return {
    ...{ ...town, linkCode },
    ids: { ...town.ids, slot, reservation: id } as Record<string, string>,
  }
}

type Town = Awaited<ReturnType<typeof townWithSomebody>>

/** Everything a person gets to read of the staff side, page by page. */
async function pagesRead(visitor: Visitor, town: Town) {
  const read: { pattern: string; status: number; text: string }[] = []
  for (const route of routeTable()) {
    if (!route.pattern.includes('/staff') || !route.methods.includes('GET')) continue
    const query = route.pattern.endsWith('/reservations') ? '?from=2020-01-01' : ''
    const { status, text } = await visitor.get(`${addressOf(route, town)}${query}`)
    read.push({ pattern: route.pattern, status, text })
  }
  return read
}

/** What the forms say that look for somebody by what the caller tells, and the paper of the day. */
async function answersRead(visitor: Visitor, { municipality, linkCode, ids }: Town) {
  const base = `/${municipality.slug}/staff`
  const read: { pattern: string; text: string; said?: string }[] = []
  for (const [asked, said] of [
    ['fields[name]', PLANTED.name],
    ['fields[phone]', PLANTED.phone],
  ]) {
    const form = await visitor.get(`${base}/reservations`)
    const { location } = await visitor.submit(form, /\/search$/, { [asked]: said })
    const { text } = await visitor.get(location)
    read.push({ pattern: `search by ${asked}`, text, said })
  }
  const { date } = await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT visit_date::text AS date FROM reservations WHERE id = ?',
      [ids.reservation]
    )
    return rows[0] as { date: string }
  })
  const desk = await visitor.get(`${base}/check-in`)
  const { text } = await visitor.submit(desk, /check-in\/find$/, { q: linkCode, date })
  read.push({ pattern: 'check-in by link code', text })
  const day = await visitor.get(`${base}/visits?date=${date}`)
  const form = day.forms().find(({ action }) => action.endsWith('/visits/sheet'))!
  const sheet = await visitor.download(form.action, { ...form.fields, counter: ids.counter })
  const paper = await readTexts(Buffer.from(await sheet.arrayBuffer()))
  read.push({ pattern: 'day sheet', text: paper.map((one) => one.text).join('') })
  return read
}

test.group('the contractor on the phone [R12] [R14] [R16] [R56]', () => {
  test('reads nothing that tells who a resident is, on any page', async ({ assert }) => {
    const town = await townWithSomebody()
    const operator = await createStaff(town.municipality, 'proxy_operator', {
      counterIds: [town.ids.counter],
    })
    const visitor = await signedIn(town.municipality.slug, operator)
    const read = await pagesRead(visitor, town)
    const answers = await answersRead(visitor, town)
    for (const { pattern, text } of answers.slice(0, 3)) {
      assert.include(text, `/staff/reservations/${town.ids.reservation}`, pattern)
    }
    const opened = read.filter(({ status }) => status === 200).map(({ pattern }) => pattern)
    assert.isAbove(opened.length, 12)
    for (const page of ['reservations', 'reservations/:reservation', 'slots/:slot']) {
      assert.include(opened, `/:municipality/staff/${page}`)
    }
    for (const { pattern, text, said } of [...read, ...answers] as typeof answers) {
      for (const [what, planted] of Object.entries(PLANTED)) {
        /** The form shows again what the caller said. */
        if (planted !== said) assert.notInclude(text, planted, `${what} on ${pattern}`)
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
