import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { applyRetention } from '#app/privacy/actions/apply_retention'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { markNoShows } from '#modules/reservation/actions/mark_no_shows'
import { planReminders } from '#modules/reservation/actions/plan_reminders'
import { releaseExpiredHolds } from '#modules/reservation/actions/release_expired_holds'
import { installedModules } from '#app/module_system/main'
import { addressOf, belongings, routeOf, routeTable } from '#tests/support/belongings'
import { Visitor } from '#tests/support/browserless'
import {
  EVERYTHING,
  type FilledForm,
  filledForms,
  foundAmong,
  foundIn,
  PLANTED,
  send,
  TOLD,
} from '#tests/support/careless'
import { cardsOfAMonth } from '#tests/support/card_month'
import { everyValue } from '#tests/support/every_value'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  holdNone,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { expireHolds } from '#tests/support/seats'
import { ServerProcess } from '#tests/support/server_process'
import { signedIn } from '#tests/support/staff_session'
import { dateOf } from '#tests/support/waitlist'

/**
 * Forms in which a municipality writes about itself: what its counters, notices
 * and fields are called, why it closes, who its staff are. Nobody is asked
 * about a resident there, and what is written is published or is the staff's.
 */
const ABOUT_ITSELF =
  /\/staff\/(counters|progress\/(statuses|rules)|texts|mail\/texts|maintenance|settings|municipality|members|fields|modules|procedure-types|schedule|schedules|closures|rules|counter-rules|end-counter|publish|password|second-factor|sign-out|privacy|slots\/[^/]+\/capacity)/

/** Every module such a municipality can have on. */
const MODULES = installedModules()
  .filter(({ handlesResidentData }) => !handlesResidentData)
  .map(({ id }) => id)

/** Whatever those modules and the core take that could be told of a resident. */
const routesTold = () =>
  routeTable()
    .filter(({ methods }) => methods.includes('POST'))
    .filter(({ module }) => module === 'staff' || MODULES.includes(module))
    .filter(({ pattern }) => !ABOUT_ITSELF.test(pattern))

const query = new URLSearchParams(EVERYTHING).toString()

/** What sessions hold between a form that is refused and the page that shows it again is stored, too. */
async function foundInSessions(): Promise<string[]> {
  const { rows } = await db.connection('owner').rawQuery('SELECT data FROM system.sessions')
  return rows.flatMap(({ data }: { data: string }) => foundIn(data))
}

/** Residents of a month: book, come back, change, cancel, wait, look for what they lost; and tell more than they are asked. */
async function residentsOfAMonth(municipality: Municipality, slots: string[], baseUrl: string) {
  const { slug } = municipality
  const careless = { ...EVERYTHING, old_card: 'yes' }
  for (let i = 0; i < 60; i++) {
    const resident = new Resident(new Visitor(baseUrl, TOLD), slug)
    await resident.visitor.get(`/${slug}/calendar?${query}`)
    const token = await resident.hold(slots[i % slots.length], undefined, EVERYTHING)
    if (!token) continue
    if (i % 7 === 0) await expireHolds(municipality, token)
    await resident.visitor.get(`/${slug}/holds/${token}?${query}`)
    await resident.visitor.post(`/${slug}/holds/${token}/check`, EVERYTHING)
    const booked = await resident.confirm(token, careless)
    if (!booked) continue
    await resident.visitor.get(`/${slug}/holds/${token}/visit.ics?${query}`)
    const page = await resident.open(booked)
    if (i % 3 === 1) await resident.visitor.post(`${page}/cancel`, EVERYTHING)
    if (i % 3 === 2) {
      await resident.visitor.post(`${page}/change/${slots[(i + 1) % slots.length]}`, EVERYTHING)
    }
  }
  const stranger = new Visitor(baseUrl, TOLD)
  await stranger.post(`/${slug}/look-up`, { number: PLANTED.phone, key: PLANTED.name })
  await stranger.post(`/${slug}/waitlist/look-up`, { number: PLANTED.phone, code: PLANTED.name })
  await stranger.post(`/${slug}/staff/sign-in`, { login_id: PLANTED.email, password: PLANTED.name })
  const forOperators = await stranger.get(`/operator/sign-in?${query}`)
  await stranger.submit(forOperators, /sign-in/, {
    login_id: PLANTED.email,
    password: PLANTED.name,
  })
  const forStaff = await stranger.get(`/${slug}/staff/sign-in?${query}`)
  await stranger.submit(forStaff, /sign-in/, { login_id: PLANTED.name, password: PLANTED.phone })
  await stranger.get(`/${slug}/${encodeURIComponent(PLANTED.name)}?${query}`)
}

/** Somebody waits for a full day and leaves an address nobody asks for. */
async function waits(municipality: Municipality, full: string, code: string, baseUrl: string) {
  const visitor = new Visitor(baseUrl, TOLD)
  const date = await tenancy.run(municipality, () => dateOf(full))
  const page = await visitor.get(
    `/${municipality.slug}/waitlist?counter=${code}&date=${date}&${query}`
  )
  const joined = await visitor.submit(page, /waitlist$/, EVERYTHING)
  await visitor.get(`${joined.location}?${query}`)
  return joined.status
}

/**
 * Every page of a municipality is opened with everything in the address; every
 * form on it is filled in and sent.
 *
 * @returns what was sent, by its route
 */
async function everyForm(visitor: Visitor, addresses: string[], afterwards: () => Promise<void>) {
  const sent = new Map<string, FilledForm>()
  for (const address of addresses) {
    const page = await visitor.get(`${address}?${query}`)
    if (!page.headers.get('content-type')?.includes('html')) continue
    for (const form of filledForms(page)) {
      if (ABOUT_ITSELF.test(form.action)) continue
      await send(visitor, form)
      await afterwards()
      const route = routeOf(form.method.toUpperCase(), form.action)
      if (route) sent.set(`${form.method} ${route.pattern}`, form)
    }
  }
  return sent
}

const pagesOf = (ours: Awaited<ReturnType<typeof belongings>>, side: RegExp) =>
  routeTable()
    .filter(({ methods, pattern }) => methods.includes('GET') && side.test(pattern))
    .map((route) => addressOf(route, ours))
    .filter((address) => !ABOUT_ITSELF.test(address))

/** How often each page about cards took what it is for: a month in which nothing was recorded would prove nothing. */
const CARDS_TAKEN = {
  ...{ batch: 1, register: 1, record: 4, cancel: 1, reissue: 1, bulk: 4, transfer: 1 },
  ...{ receive: 1, stock: 1, scan: 1, count: 1, propose: 1, confirm: 1 },
}

test.group('a municipality that holds no resident data [R27] [R48] [R96]', (group) => {
  let server: ServerProcess
  group.setup(async () => {
    server = await ServerProcess.start({ LOG_LEVEL: 'trace' })
    return async () => {
      await server.end()
    }
  })

  test('after a busy month no column, no log line and no mail says who anybody is', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: MODULES })
    await holdNone(municipality)
    await setSettings(municipality.id, {
      'reservation.waitlist': true,
      'reservation.most_persons': 3,
      'reservation.applicant_check': true,
      'reservation.display': true,
    })
    const counter = await createCounter(municipality)
    const other = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 20, capacity: 8 })
    const [full] = await createSlots(municipality, counter, { capacity: 1, daysAhead: 9 })
    const staff = await createStaff(municipality, 'system_administrator')
    const colleague = await createStaff(municipality, 'system_administrator')
    await server.knows(municipality.slug)

    await residentsOfAMonth(municipality, slots, server.baseUrl)
    await new Resident(new Visitor(server.baseUrl, TOLD), municipality.slug).book(full)
    assert.equal(await waits(municipality, full, counter.code, server.baseUrl), 303)

    const clerk = await signedIn(municipality.slug, staff, server.baseUrl, TOLD)
    const { rows: booked } = await tenancy.run(municipality, () =>
      db.rawQuery(`SELECT id, slot_id AS slot FROM reservations WHERE state = 'reserved' LIMIT 12`)
    )
    const base = `/${municipality.slug}/staff`
    const inSessions = new Set<string>()
    const look = async () => (await foundInSessions()).forEach((found) => inSessions.add(found))
    const cards = await cardsOfAMonth({
      ...{ municipality, clerk, counterId: counter.id, otherCounterId: other.id },
      second: await signedIn(municipality.slug, colleague, server.baseUrl, TOLD),
    })
    assert.deepEqual(cards, CARDS_TAKEN)
    await look()
    for (const { id, slot } of booked) {
      for (const address of [`${base}/reservations/${id}`, `${base}/slots/${slot}`]) {
        const page = await clerk.get(`${address}?${query}`)
        assert.equal(page.status, 200)
        for (const form of filledForms(page)) {
          if (ABOUT_ITSELF.test(form.action)) continue
          await send(clerk, form)
          await look()
        }
      }
    }
    const residents = new Visitor(server.baseUrl, TOLD)
    const ours = { municipality, ids: {} as Record<string, string> }
    const addresses = routeTable()
      .filter(({ methods, names }) => methods.includes('GET') && names.length === 0)
      .map((route) => addressOf(route, ours))
      .filter((address) => !ABOUT_ITSELF.test(address))
    const sent = await everyForm(clerk, addresses, look)
    await everyForm(
      residents,
      addresses.filter((address) => !address.includes('/staff')),
      look
    )
    assert.isAbove(sent.size, 8)

    /** Conditions one by one: together some refuse the others. */
    for (const name of ['handling', 'q', 'booker', 'key', 'number', 'state', 'name']) {
      const asked = new URLSearchParams({ [name]: PLANTED.name })
      await clerk.get(`${base}/reservations?${asked}`)
      await clerk.get(`${base}/check-in?${asked}`)
      const csrf = (await clerk.get(`${base}/reservations`)).forms()[0].fields._csrf
      await clerk.post(`${base}/reservations/search`, { _csrf: csrf, [name]: PLANTED.name })
      await look()
    }
    for (const name of ['login', 'subject_id', 'subject_type', 'area', 'before']) {
      await clerk.get(`${base}/audit?${new URLSearchParams({ [name]: PLANTED.email })}`)
    }

    const current = await municipalities.byId(municipality.id)
    await tenancy.run(current, async () => {
      await expireHolds(current)
      await releaseExpiredHolds()
      await markNoShows(current)
      await planReminders(current)
    })
    await applyRetention(current)

    const { rows: left } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT count(*)::int AS n, count(contact)::int AS named FROM reservations')
    )
    assert.isAbove(left[0].n, 40)
    assert.equal(left[0].named, 0)
    const values = await everyValue()
    assert.isAbove(values.length, 1_500)
    assert.deepEqual(foundAmong(values), [])
    assert.deepEqual([...inSessions], [], 'in a session')
    assert.isAbove(server.written().length, 0)
    assert.deepEqual(foundIn(server.written()), [], 'in the log')
    const { rows: mails } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT count(*)::int AS n FROM mail_messages')
    )
    assert.equal(mails[0].n, 0)
  }).timeout(300_000)

  test('every page a record can have takes nothing personal either', async ({ assert }) => {
    const ours = await belongings(MODULES)
    await tenancy.run(ours.municipality, () =>
      db.rawQuery('UPDATE reservations SET contact = NULL, handling_note = NULL')
    )
    await holdNone(ours.municipality)
    await server.knows(ours.municipality.slug)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const inSessions = new Set<string>()
    const look = async () => (await foundInSessions()).forEach((found) => inSessions.add(found))
    const resident = new Visitor(server.baseUrl, TOLD)
    const staff = await signedIn(ours.municipality.slug, ours.staff, server.baseUrl, TOLD)
    const before = foundAmong(await everyValue())
    assert.deepEqual(before, [])
    const publicForms = await everyForm(resident, pagesOf(ours, /^(?!.*\/staff)/), look)
    const staffForms = await everyForm(staff, pagesOf(ours, /\/staff/), look)
    const sent = new Map([...publicForms, ...staffForms])
    assert.isAbove(sent.size, 40)

    /** What no page offers as things stand is told everything any form was. */
    const words = Object.assign({}, ...[...sent.values()].map(({ fields }) => fields))
    for (const route of routesTold()) {
      if (sent.has(`post ${route.pattern}`)) continue
      const visitor = route.pattern.includes('/staff') ? staff : resident
      await visitor.post(addressOf(route, ours), words)
      await look()
    }
    assert.deepEqual(foundAmong(await everyValue()), [])
    assert.deepEqual([...inSessions], [], 'in a session')
    assert.deepEqual(foundIn(server.written()), [], 'in the log')
  }).timeout(300_000)

  test('the scan would find what is there', async ({ assert }) => {
    const municipality = await createMunicipality()
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO inquiries (municipality_id, number, received_on, category, channel, question, state)
         VALUES (?, 1, '2026-01-01', 'other', 'phone', ?, 'open')`,
        [municipality.id, `${PLANTED.name}さん`]
      )
    )
    assert.deepEqual(foundAmong(await everyValue()), [`public.inquiries.question: ${PLANTED.name}`])
    await tenancy.run(municipality, () => db.rawQuery('DELETE FROM inquiries'))
  })
})
