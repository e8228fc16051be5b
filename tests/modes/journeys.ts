import assert from 'node:assert/strict'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import makePrint from '#modules/printing/jobs/make_print'
import { createAccount, type TestAccount } from '#tests/support/account'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { Resident, type Booked } from '#tests/support/resident'
import { countReservations } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import type { Combination } from './combinations.js'

/** A town with some modules on, somebody at work in it, and what they have done so far. */
export interface Town extends Combination {
  municipality: Municipality
  counterId: string
  slots: string[]
  clerk: Visitor
  base: string
  has(module: string): boolean
  /** Of the resident who was registered, or of the card alone. */
  linkCode?: string
}

export const PERSON = {
  name: '試験　花子',
  shown: '試験 花子',
  kana: 'シケン　ハナコ',
  number: '0001',
}

export async function openTown({ modules, who }: Combination): Promise<Town> {
  const municipality = await createMunicipality({ modules })
  await setSettings(municipality.id, {
    'accounts.who_may_book': who,
    'accounts.live_reservations': 3,
  })
  const counter = await createCounter(municipality)
  const staff = await createStaff(municipality, 'system_administrator')
  return {
    ...{ modules, who, municipality, counterId: counter.id },
    slots: await createSlots(municipality, counter, { count: 4 }),
    clerk: await signedIn(municipality.slug, staff),
    base: `/${municipality.slug}/staff`,
    has: (module) => modules.includes(module),
  }
}

/** A resident is registered, and gets a link code where nobody else issues one. */
export async function register(town: Town) {
  const { base, clerk } = town
  const sent = await clerk.submit(await clerk.get(`${base}/residents/new`), /new$/, {
    ...{ resident_number: PERSON.number, name: PERSON.name, kana: PERSON.kana, sex: '2' },
    ...{ birth_date: '昭和20年月日不詳', postal_code: '999-0001', issue_code: 'yes' },
    ...{ address: '試験町中央一丁目1番1号', town: '中央一丁目', block: '1番1号' },
  })
  assert.equal(sent.status, 303, sent.words())
  const found = await clerk.submit(await clerk.get(`${base}/residents`), /residents$/, {
    ...{ resident_name: '試験花子', match: 'prefix' },
  })
  assert.match((await clerk.get(found.location)).words(), /試験 花子/)
  const page = (await clerk.get(sent.location)).words()
  town.linkCode = page.match(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)![0].replaceAll('-', '')
}

/** A card comes in for whoever the code stands for; the page says who, where that is known. */
export async function takeCardIn(town: Town) {
  const { base, clerk, counterId, municipality } = town
  town.linkCode ??= await tenancy.run(municipality, async () => (await issueLinkCodes(1)).codes[0])
  const page = await clerk.get(`${base}/progress/entry?q=${town.linkCode}`)
  const sent = await clerk.submit(page, /progress\/cards$/, {
    ...{ counter: counterId, kind: 'first', method: 'at_delivery', shelf: 'A-1' },
  })
  assert.equal(sent.status, 303, sent.words())
  const card = (await clerk.get(sent.location)).words()
  assert.match(card, /カード到着/)
}

/** The card is handed over. */
export async function handCardOver({ base, clerk, linkCode }: Town) {
  const page = await clerk.get(`${base}/progress/entry?q=${linkCode}`)
  const sent = await clerk.submit(page, /\/events$/, { status: 'ISSUE:self', reason: '本人' })
  assert.equal(sent.status, 303, sent.words())
  assert.match((await clerk.get(sent.location)).words(), /交付（本人）/)
}

/** Those who may book do, change their mind, and cancel; those who may not are told so. */
export async function bookChangeAndCancel(town: Town) {
  const { has, linkCode, municipality, slots, who } = town
  const account = has('accounts')
    ? await createAccount(municipality, { userId: linkCode })
    : undefined
  const strangers = who !== 'registered'
  const known = who !== 'unregistered'
  const stranger = await book(town, slots[0])
  assert.equal(stranger !== null, strangers)
  if (stranger) await changeAndCancel(town, stranger.resident, stranger.booked)
  if (account && known) {
    const somebody = (await book(town, slots[0], account))!
    if (has('card-progress')) await cardShows(town, '来庁予約')
    await changeAndCancel(town, somebody.resident, somebody.booked)
    if (has('card-progress')) await cardShows(town, '予約取消')
  }
  const cancelled = Number(strangers) + Number(known && account !== undefined)
  assert.equal(await countReservations(municipality, 'cancelled'), cancelled)
}

/** The person's card follows what they book (R8): their 利用者ID is its link code. */
async function cardShows({ base, clerk, linkCode }: Town, status: string) {
  const history = (await clerk.get(`${base}/progress/entry?q=${linkCode}`)).words()
  assert.ok(history.includes(status), `${status}: ${history}`)
}

async function book({ municipality }: Town, slot: string, account?: TestAccount) {
  const resident = new Resident(new Visitor(), municipality.slug)
  const token = await resident.hold(slot)
  const booked = await resident.confirm(token!, {
    old_card: 'no',
    ...(account && {
      as: 'known',
      account_name: account.userId,
      account_password: account.password,
    }),
  })
  return booked && { resident, booked }
}

async function changeAndCancel({ slots }: Town, resident: Resident, booked: Booked) {
  const page = (await resident.open(booked))!
  const changed = await resident.visitor.post(`${page}/change/${slots[1]}`)
  assert.equal(changed.status, 303, changed.words())
  const cancelled = await resident.visitor.post(`${page}/cancel`)
  assert.equal(cancelled.status, 303, cancelled.words())
}

/** Staff book for somebody on the phone, see them on the page of the day and mark that they came. */
export async function workThroughTheDay({ base, clerk, slots }: Town) {
  assert.equal((await clerk.get(`${base}/visits`)).status, 200)
  const slot = `${base}/slots/${slots[2]}`
  const sent = await clerk.submit(await clerk.get(slot), /reservations$/, { old_card: 'no' })
  assert.equal(sent.status, 303, sent.words())
  const [, reservation] = (await clerk.get(slot)).text.match(
    /href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/
  )!
  const arrived = await clerk.submit(await clerk.get(reservation), /arrival$/)
  assert.equal(arrived.status, 303, arrived.words())
  assert.match((await clerk.get(reservation)).words(), /来庁済/)
}

/** The registered resident's address goes onto a label. */
export async function printLabels({ base, clerk, municipality }: Town) {
  const sent = await clerk.submit(await clerk.get(`${base}/printing/labels`), /labels$/, {
    ...{ selection: 'everybody', sheet: 'a4-12', start: '1', order: 'postal_code' },
    ...{ honorific: '様', mark: 'no_forwarding', barcode: 'largest', mail: 'standard_50' },
  })
  assert.equal(sent.status, 303, sent.words())
  const jobId = sent.location.split('/').at(-1)!
  await makePrint({ municipalityId: municipality.id, jobId })
  assert.match((await clerk.get(sent.location)).words(), /1件ができました/)
}
