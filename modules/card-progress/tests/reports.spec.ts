import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { formatWarekiYear, today } from '#app/ui/main'
import type { Visitor } from '#tests/support/browserless'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { readTexts } from '#tests/support/read_pdf'
import { signedIn } from '#tests/support/staff_session'
import { recordEvents } from '../actions/record_events.js'
import type { EventFacts } from '../event_facts.js'
import { progressReports } from '../reports/declared.js'
import notices from '../reports/notices.js'
import { makeCards, office, recordAll } from './support.js'

const i18n = () => i18nManager.locale('ja')

/** A report as the file that is asked for below it. */
async function take(visitor: Visitor, base: string, path: string, fields: Record<string, string>) {
  const forms = (await visitor.get(`${base}/staff/reports`)).forms()
  const { _csrf } = forms.find(({ fields: own }) => '_csrf' in own)!.fields
  return visitor.download(`${base}/staff/reports/${path}`, { ...fields, _csrf })
}

/** A day at the counter: one booked, one handed over, one sent back, one who did not come. */
async function day() {
  const place = await office()
  const { municipality, main } = place
  const cards = await makeCards(municipality, main.id, 4)
  const shelves = ['B-2', 'A-1', 'A-2', 'A-3']
  for (const [i, { id }] of cards.entries()) {
    await recordAll(municipality, id, { code: 'ARRIVE', shelf: shelves[i] })
    await recordAll(municipality, id, {
      ...{ code: 'RESERVE', visitAt: `${today()}T1${i}:00`, reference: `${i + 1}` },
    })
  }
  const [, issued, sentBack, away] = cards
  await recordAll(municipality, issued.id, 'VISIT', { code: 'ISSUE', oldCardCollected: true })
  await recordAll(municipality, sentBack.id, 'VISIT', {
    ...{ code: 'SENDBACK', cause: 'papers_missing' },
  })
  await recordAll(municipality, away.id, 'NOSHOW')
  const base = `/${municipality.slug}`
  const words = async (name: string) => {
    const at = `${base}/staff/reports/card-progress.${name}`
    return (await place.visitor.get(`${at}?from=${today()}&until=${today()}`)).words()
  }
  return { ...place, base, cards, words }
}

test.group('card-progress/管理帳票 [R10]', () => {
  test('a day’s bookings by shelf, who came, who did not, and old cards, with cards alone [R86] [R87]', async ({
    assert,
  }) => {
    const { cards, municipality, main, words } = await day()
    const [booked, issued, sentBack, away] = cards.map(({ code }) => formatReadableCode(code))
    const expected = await words('expected')
    assert.include(expected, `B-2 10:00 1 ${booked}`)
    assert.notInclude(expected, issued)
    const [second] = await makeCards(municipality, main.id)
    await recordAll(municipality, second.id, { code: 'ARRIVE', shelf: 'A-9' })
    await recordAll(municipality, second.id, { code: 'RESERVE', visitAt: `${today()}T16:00` })
    const both = await words('expected')
    assert.isBelow(both.indexOf('A-9'), both.indexOf('B-2'), 'in the order of the shelves')
    for (const [name, here, not] of [
      ['visitors', [issued, sentBack], [booked, away]],
      ['no_shows', [away], [booked, issued, sentBack]],
      ['send_backs', [sentBack, '書類不足'], [booked, issued, away]],
      ['old_cards', [issued], [booked, sentBack, away]],
    ] as const) {
      const said = await words(name)
      for (const word of here) assert.include(said, word, name)
      for (const word of not) assert.notInclude(said, word, name)
    }
  })

  test('where reservations are in the same deployment they give those lists', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['card-progress', 'reservation'] })
    const staff = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, staff)
    const index = `/${municipality.slug}/staff/reports`
    const { text } = await visitor.get(index)
    assert.include(text, 'reservation.visitors')
    assert.notInclude(text, 'card-progress.visitors')
    assert.include(text, 'card-progress.send_backs')
    assert.equal((await visitor.get(`${index}/card-progress.visitors`)).status, 404)
  })

  test('a long list is read page by page; its chart, the count and the file are of all of it', async ({
    assert,
  }) => {
    const { municipality, main, visitor } = await office()
    const cards = (await makeCards(municipality, main.id, 205)).map(({ id }) => id)
    await tenancy.run(municipality, async () => {
      const record = (some: string[], facts: EventFacts) =>
        recordEvents(some, { happenedOn: today(), reason: '試験', ...facts }, { counterIds: null })
      const deadline = '2099-12-31'
      await record(cards, { code: 'ARRIVE' })
      await record(cards.slice(0, 201), { code: 'NOTIFY', variant: 'first', deadline })
      await record(cards.slice(201), { code: 'NOTIFY', variant: 'again', deadline })
    })
    const period = { from: today(), until: today() }
    const page = await tenancy.run(municipality, () =>
      notices({ ...period, counterIds: null, i18n: i18n(), page: { offset: 200, limit: 3 } })
    )
    assert.lengthOf(page.rows, 3)
    assert.equal(page.total, 205)

    const base = `/${municipality.slug}`
    const at = `${base}/staff/reports/card-progress.notices?${new URLSearchParams(period)}`
    const codesOn = async (address: string) => {
      const { text } = await visitor.get(address)
      assert.match(text, /初回[\s\S]*?201/)
      assert.include(text, '205')
      return [...text.matchAll(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g)].map(([code]) => code)
    }
    const [first, second] = [await codesOn(at), await codesOn(`${at}&page=2`)]
    assert.lengthOf(first, 200)
    assert.lengthOf(second, 5)
    assert.lengthOf(new Set([...first, ...second]), 205)
    assert.equal((await visitor.get(`${at}&page=9`)).location, `${at}&page=2`)
    const asked = { ...period, encoding: 'utf8' }
    const file = await take(visitor, base, 'card-progress.notices/csv', asked)
    assert.lengthOf((await file.text()).trim().split('\r\n'), 206)
  })

  test('every report comes as a paper with its heading, town, day and page numbers, and as a file', async ({
    assert,
  }) => {
    const { base, municipality, visitor } = await day()
    for (const { id, label } of progressReports) {
      const fields = { from: today(), until: today(), month: today().slice(0, 7) }
      const paper = await take(visitor, base, `${id}/pdf`, fields)
      assert.equal(paper.headers.get('content-type'), 'application/pdf', id)
      const texts = await readTexts(Buffer.from(await paper.arrayBuffer()))
      const said = texts
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, '')
      const title = i18n().t(label)
      assert.include(said, title.replaceAll(/\s/g, ''), id)
      assert.include(said, municipality.name, id)
      assert.include(said, formatWarekiYear(today()), id)
      assert.match(said, /1[/／]1/, id)
      const file = await take(visitor, base, `${id}/csv`, { ...fields, encoding: 'utf8' })
      assert.match(file.headers.get('content-type')!, /text\/csv/, id)
      const [header, ...lines] = (await file.text()).trim().split('\r\n')
      assert.isAbove(header.split(',').length, 2, id)
      for (const line of lines) {
        assert.isAtLeast(line.split(',').length, header.split(',').length, id)
      }
    }
  }).timeout(120_000)
})
