import db from '@adonisjs/lucid/services/db'
import { issueLinkCodes, revokeLinkCode } from '#app/exchange/main'
import { addField, fieldSetOf } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { openCases } from '#modules/card-progress/actions/open_cases'
import { receiveBatch } from '#modules/card-progress/actions/receive_batch'
import { startBulk } from '#modules/card-progress/actions/start_bulk'
import { recordAll } from '#modules/card-progress/tests/support'
import { callNext } from '#modules/reservation/actions/call_next'
import { closeCounters } from '#modules/reservation/actions/close_counters'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { joinWaitlist } from '#modules/reservation/actions/join_waitlist'
import { keepDraft } from '#modules/reservation/actions/keep_draft'
import { markNoShows } from '#modules/reservation/actions/mark_no_shows'
import { noteHandling } from '#modules/reservation/actions/note_handling'
import { recordWalkIn } from '#modules/reservation/actions/record_walk_in'
import { applicationFields } from '#modules/reservation/subjects'
import { createAccount } from './account.js'
import { PLANTED } from './careless.js'
import { book, receive, send, type Side } from './exchange.js'
import { setField } from './fields.js'
import { createSlots, setSettings, switchModule } from './municipality.js'
import { assignLinkCode, changeStanding, storeResidents } from './residents.js'
import { cancelReservation, changeReservation, markArrival } from './together.js'
import { dateOf } from './waitlist.js'

/** What somebody writes who thinks of nothing, wherever something can be written. */
const WORDS = Object.values(PLANTED).join(' ')
const DAYS = 30

const { name, kana, phone, address } = PLANTED
const ANSWERS = {
  ...{ name, kana, phone, address, fax: phone, contact_phone: phone, old_card: 'yes' },
  ...{ postal_code: PLANTED.postal, birthday: PLANTED.birth, email: PLANTED.email },
}

const inSide = <Result>({ municipality, staff }: Side, work: () => Promise<Result>) =>
  tenancy.run(municipality, work, {
    ...{ kind: 'staff', staffId: staff.id, staffLogin: staff.loginId },
  })

/**
 * A month of two sides that hold residents' data: people register, their cards
 * come, they book, change, cancel, come or stay away, and a file crosses after
 * each; everybody writes who it is about wherever they can.
 *
 * @returns all files that crossed, and the link codes of the people
 */
export async function plantedMonth(cloud: Side, office: Side) {
  const question = await askEverything(cloud)
  await switchModule(office.municipality.id, 'resident-registry', true)
  const people = await register(office)
  const slots = await createSlots(cloud.municipality, cloud.counter, { count: DAYS, capacity: 2 })
  const gone = await createSlots(cloud.municipality, cloud.counter, {
    ...{ count: DAYS, daysAhead: -1 },
  })
  const files: Buffer[] = []
  const carry = async (from: Side, to: Side) => {
    const file = await send(from)
    if (!file) return
    files.push(file)
    await receive(to, file)
  }

  await writeElsewhere(cloud, office, question)
  for (const [day, { code }] of people.entries()) {
    const card = await cardComes(office, code)
    await carry(office, cloud)
    const values = { ...ANSWERS, [question]: WORDS }
    const id = await book(cloud, slots[day], code, {
      values,
      ...(await whoBooks(cloud, code, day)),
    })
    await carry(cloud, office)
    const next = slots[(day + 1) % DAYS]
    await [stays, changes, cancels, comes, staysAway][day % 5](cloud, { id, next, gone: gone[day] })
    await carry(cloud, office)
    if (day % 5 === 3) await recordAll(office.municipality, card, { code: 'ISSUE', reason: WORDS })
    if (day % 5 === 4) await recordAll(office.municipality, card, { code: 'LOST', reason: WORDS })
  }
  await carry(office, cloud)
  return { files, codes: people.map(({ code }) => code) }
}

/** Every field there is about a person, and one more for words. @returns its key */
async function askEverything({ municipality }: Side): Promise<string> {
  await switchModule(municipality.id, 'accounts', true)
  await setSettings(municipality.id, { 'reservation.waitlist': true })
  for (const { key } of applicationFields.builtIns) await setField(municipality, key, 'optional')
  const { version } = await fieldSetOf(
    applicationFields,
    await municipalities.byId(municipality.id)
  )
  return tenancy.run(municipality, () =>
    addField(applicationFields, {
      ...{ version, type: 'core.text' },
      facts: {
        ...{ label: { ja: 'ご要望' }, hint: {}, choices: [], layout: 'vertical', inputRule: 'any' },
        ...{ maxLength: 500, split: false, searchable: true, personal: true },
        use: { public: 'optional', staff: 'optional' },
      },
    })
  )
}

/** People in the register, each with a link code; of one more it is noted why they are suspended. */
async function register(office: Side) {
  const values = {
    ...{ name, kana, address, phone, email: PLANTED.email, note: WORDS },
    postal_code: PLANTED.postal.replace('-', ''),
  }
  const numbers = Array.from({ length: DAYS + 1 }, (_, n) => String(n + 1).padStart(6, '0'))
  return inSide(office, async () => {
    const [suspended, ...ids] = await storeResidents(numbers.map((number) => ({ number, values })))
    await changeStanding(suspended, 'suspend', WORDS)
    const people = []
    for (const id of ids) people.push({ id, code: await assignLinkCode(id) })
    return people
  })
}

/** Of two people who book, one has an account whose shown ID is the link code. */
async function whoBooks({ municipality }: Side, code: string, day: number) {
  if (day % 2 === 0) return {}
  const { id } = await createAccount(municipality, { userId: code, loginName: `${phone}-${day}` })
  return { booker: id, linkCode: undefined }
}

async function cardComes(office: Side, code: string): Promise<string> {
  const { municipality, counter } = office
  const opened = await inSide(office, () =>
    openCases([{ linkCode: code }], {
      ...{ counterId: counter.id, method: 'at_delivery', kind: 'first' },
    })
  )
  const card = opened.get(code)!
  const told = { reason: WORDS, shelf: name, reference: phone }
  await recordAll(municipality, card, { code: 'ARRIVE', ...told }, { code: 'NOTIFY', ...told })
  return card
}

interface Booked {
  id: string
  /** Slots: another one, and one whose time is over. */
  next: string
  gone: string
}

const stays = async () => {}
const changes = (cloud: Side, { id, next }: Booked) =>
  inSide(cloud, () => changeReservation({ id, toSlotId: next }))
const cancels = (cloud: Side, { id }: Booked) => inSide(cloud, () => cancelReservation({ id }))

const comes = (cloud: Side, { id }: Booked) =>
  inSide(cloud, async () => {
    await markArrival(id)
    await noteHandling(
      id,
      { oldCardCollected: true, handling: name, note: WORDS },
      { staffId: cloud.staff.id, seenAt: null }
    )
  })

/** The visit's time passes, as if days had gone by. */
const staysAway = (cloud: Side, { id, gone }: Booked) =>
  inSide(cloud, async () => {
    await db.rawQuery(
      `UPDATE reservations r SET slot_id = s.id, visit_date = s.visit_date, starts_at = s.starts_at
         FROM slots s WHERE s.id = ? AND r.id = ?`,
      [gone, id]
    )
    await markNoShows(await municipalities.byId(cloud.municipality.id))
  })

/** What is written where no booking or card of the month is: a form left half-way, a line, somebody without a booking, a box of cards. */
async function writeElsewhere(cloud: Side, office: Side, question: string) {
  const { municipality, counter, staff } = cloud
  const [full] = await createSlots(municipality, counter, { capacity: 1, daysAhead: 9 })
  await inSide(cloud, async () => {
    const [unfinished, ticket] = [crypto.randomUUID(), crypto.randomUUID()]
    const answers = { ...ANSWERS, [question]: WORDS }
    await holdSlot({ slotId: full, token: unfinished, minutes: 60 })
    await keepDraft(unfinished, { values: answers })
    await joinWaitlist({
      ...{ counter: { id: counter.id, rules: null }, visitDate: await dateOf(full) },
      ...{ party: { persons: 1, consecutive: false }, token: ticket, locale: 'ja' },
      ...{ address: PLANTED.email, boundBy: await municipalities.byId(municipality.id) },
    })
    const here = { counterId: counter.id, staffId: staff.id }
    await recordWalkIn({ ...here, procedureTypeId: null, token: crypto.randomUUID(), answers })
    await callNext({ ...here, desk: kana })
    await closeCounters({ ...here, from: '2099-01-01', until: '2099-01-02', reason: WORDS })
    await db.rawQuery('UPDATE counters SET name = ? WHERE id = ?', [`${name}の窓口`, counter.id])
  })
  await inSide(office, async () => {
    const { codes } = await issueLinkCodes(1)
    await revokeLinkCode(codes[0], WORDS)
    await receiveBatch({
      ...{ token: crypto.randomUUID(), number: name, counterId: office.counter.id },
      ...{ arrivedOn: '2026-11-01', expectedCount: 3, actualCount: 2, mismatchReason: WORDS },
      ...{ method: 'at_delivery', kind: 'first', shelf: kana, codes: null, counterIds: null },
    })
    const { rows } = await db.rawQuery('SELECT id FROM card_batches')
    await startBulk({
      ...{ token: crypto.randomUUID(), source: { batchId: rows[0].id }, counterIds: null },
      facts: { code: 'LOST', reason: WORDS, shelf: name },
    })
  })
}
