import assert from 'node:assert/strict'
import type { Answer, Visitor } from '#tests/support/browserless'
import { Resident } from '#tests/support/resident'

/** Where somebody works and books: nothing is known of the deployment but its addresses. */
export interface Office {
  slug: string
  base: string
  staff: Visitor
  resident: Visitor
}

const UUID = '[0-9a-f-]{36}'
const LINK_CODE = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/g

/** Whoever comes without a booking is called; a resident books, for today where there are seats, and staff find them and mark that they came. */
export async function workAtTheCounter({ slug, base, staff, resident }: Office) {
  const counter = linkOn(
    await staff.get(`${base}/walk-ins`),
    new RegExp(`${base}/walk-ins/${UUID}`)
  )
  const given = await staff.submit(await staff.get(counter), /walk-ins/, { old_card: 'no' })
  assert.equal(given.status, 303, given.words())
  const calls = counter.replace('/walk-ins/', '/calls/')
  assert.match((await staff.get(calls)).words(), /お待ちの方（1人）/)
  assert.equal((await staff.submit(await staff.get(calls), /calls/, { desk: '3' })).status, 303)
  assert.match((await staff.get(calls)).words(), /お待ちの方（0人）/)

  const booked = (await new Resident(resident, slug).book(await openSlot(slug, resident)))!
  assert.match(booked.key, /\w/)

  const searched = await staff.submit(await staff.get(`${base}/reservations`), /search$/, {
    key: booked.key,
  })
  const reservation = linkOn(
    await staff.get(searched.location),
    new RegExp(`${base}/reservations/${UUID}`)
  )
  const found = await staff.submit(await staff.get(`${base}/check-in`), /check-in\/find$/, {
    q: booked.key,
  })
  assert.equal((await staff.submit(found, /arrival$/)).status, 303)
  assert.match((await staff.get(reservation)).words(), /来庁済/)
}

/** A box of cards comes in, is inspected as a whole, and one of them is handed over. */
export async function takeInAndHandOver({ base, staff }: Office) {
  const progress = `${base}/progress`
  const form = await staff.get(`${progress}/batches/new`)
  const [, counter] = /<option value="([0-9a-f-]{36})"/.exec(form.text)!
  const [, arrivedOn] =
    /name="arrived_on"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="arrived_on"/
      .exec(form.text)!
      .filter(Boolean)
  const taken = await staff.submit(form, /batches$/, {
    ...{ batch_number: 'B-1', counter, arrived_on: arrivedOn, expected: '3', actual: '3' },
    ...{ kind: 'first', method: 'at_delivery', shelf: 'C-3', codes_from: 'new' },
  })
  assert.equal(taken.status, 303, taken.words())
  const batch = taken.location.split('/').at(-1)!
  const recorded = await staff.submit(
    await staff.get(`${progress}/bulk?batch=${batch}&status=INSPECT:ok`),
    /bulk$/,
    { source: 'batch', batch, status: 'INSPECT:ok' }
  )
  const lines = await staff.get(recorded.location)
  const codes = [...new Set(lines.words().match(LINK_CODE))]
  assert.equal(codes.length, 3, lines.words())

  const entry = await staff.get(`${progress}/entry?q=${codes[0]}`)
  assert.match(entry.words(), /検品/)
  const issued = await staff.submit(entry, /\/events$/, { status: 'ISSUE:self', reason: '本人' })
  assert.equal(issued.status, 303, issued.words())
  assert.match((await staff.get(issued.location)).words(), /交付（本人）/)
}

/** Every report there is, as a file. @returns how many there are */
export async function takeReports({ base, staff }: Office): Promise<number> {
  const reports = linksOn(await staff.get(`${base}/reports`), new RegExp(`${base}/reports/[^"]+`))
  for (const address of reports) {
    const page = await staff.get(address)
    const form = page.forms().find(({ action }) => action.endsWith('/csv'))!
    const file = await staff.download(form.action, { ...form.fields, encoding: 'utf8' })
    assert.equal(file.status, 200, address)
    assert.match(file.headers.get('content-type')!, /text\/csv/)
    assert.ok((await file.text()).includes('\r\n'), address)
  }
  return reports.length
}

/** A slot with a seat, in this week or one of the next. */
async function openSlot(slug: string, resident: Visitor): Promise<string> {
  let page = await resident.get(`/${slug}/calendar`)
  for (let week = 0; week < 5; week++) {
    const [slot] = linksOn(page, new RegExp(`/${slug}/slots/${UUID}`))
    if (slot) return slot.split('/').at(-1)!
    page = await resident.get(linkOn(page, new RegExp(`/${slug}/calendar[^"]*from=[^"]*`), -1))
  }
  throw new Error(`Nothing can be booked: ${page.words()}`)
}

const linksOn = (page: Answer, address: RegExp): string[] => [
  ...new Set(
    [...page.text.matchAll(new RegExp(`href="(${address.source})[?"]`, 'g'))].map(([, url]) =>
      url.replaceAll('&amp;', '&')
    )
  ),
]

function linkOn(page: Answer, address: RegExp, at = 0): string {
  const link = linksOn(page, address).at(at)
  assert.ok(link, `No link to ${address} on ${page.url}: ${page.words()}`)
  return link
}
