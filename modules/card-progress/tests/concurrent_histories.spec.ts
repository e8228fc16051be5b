import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { propertyRuns, propertyTimes } from '#tests/support/property_runs'
import { cancelEvent } from '../actions/cancel_event.js'
import { recordEvent } from '../actions/record_event.js'
import { recordEvents } from '../actions/record_events.js'
import { readCases } from '../queries/lock_cases.js'
import {
  allAtOnce,
  factsOf,
  happenings,
  lookAt,
  lookThrough,
  refusalOf,
  usualHappenings,
  type Happening,
} from './histories.js'
import { makeCards, town } from './support.js'

/** What one clerk does next: looks at a card, thinks, then sends what the page showed. */
type Act = { card: number; counter: number; thinks: number } & (
  | { does: 'record'; what: Happening }
  | { does: 'cancel'; back: number }
  /** All cards at once, in an order of their own, judged as they are. */
  | { does: 'bulk'; what: Happening; backwards: boolean }
)

interface Office {
  municipality: Municipality
  counters: string[]
  cards: string[]
  clerks: string[]
}

/** How often a page of some version of a card was sent, and who got through. */
interface Sent {
  card: string
  version: number
  refused: string | undefined
}

const act = fc
  .record({
    card: fc.nat({ max: 2 }),
    counter: fc.nat({ max: 1 }),
    thinks: fc.nat({ max: 3 }),
    what: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...usualHappenings) },
      { weight: 1, arbitrary: fc.constantFrom(...happenings) }
    ),
    back: fc.nat({ max: 3 }),
    backwards: fc.boolean(),
    does: fc.oneof(
      { weight: 5, arbitrary: fc.constant('record' as const) },
      { weight: 3, arbitrary: fc.constant('cancel' as const) },
      { weight: 1, arbitrary: fc.constant('bulk' as const) }
    ),
  })
  .map((all): Act => all)

/** Four clerks, each with a list of things to do; with one card they meet at it, with three they pass each other. */
const day = fc.record({
  cards: fc.constantFrom(1, 3),
  lists: fc.array(fc.array(act, { minLength: 2, maxLength: 7 }), { minLength: 4, maxLength: 4 }),
})

/** Does one thing. @returns the page that was sent, where it was of one card */
async function perform(office: Office, clerk: string, one: Act): Promise<Sent | undefined> {
  const { municipality, cards, counters } = office
  const caseId = cards[one.card % cards.length]
  const counterId = counters[one.counter]
  const as = <Result>(work: () => Promise<Result>) =>
    tenancy.run(municipality, work, { kind: 'staff', staffId: clerk })
  if (one.does === 'bulk') {
    const order = one.backwards ? cards.toReversed() : cards
    await refusalOf(
      as(() => recordEvents(order, factsOf(one.what, counterId), { counterIds: null }))
    )
    return undefined
  }
  const { version, events } = (await as(() => readCases([caseId]))).get(caseId)!
  await sleep(one.thinks)
  const page = { caseId, counterIds: null, expectedVersion: version }
  if (one.does === 'record') {
    const work = as(() => recordEvent({ ...page, facts: factsOf(one.what, counterId) }))
    return { card: caseId, version, refused: await refusalOf(work) }
  }
  const targets = events.filter(({ code }) => code !== 'CANCEL')
  const target = targets.at(-1 - (one.back % Math.max(1, targets.length)))
  if (!target) return undefined
  const work = as(() => cancelEvent({ ...page, seq: target.seq, reason: '性質の試験' }))
  return { card: caseId, version, refused: await refusalOf(work) }
}

test.group('card-progress/histories, several clerks at once [R91] [R108]', () => {
  test('of those who send a page of the same version one gets through; everything adds up', async ({
    assert,
  }) => {
    const { municipality, main, branch } = await town()
    const clerks: string[] = []
    for (let i = 0; i < 4; i++) {
      clerks.push((await createStaff(municipality, 'counter_manager')).id)
    }
    let sent = 0
    let tooLate = 0
    await fc.assert(
      fc.asyncProperty(day, async ({ cards: count, lists }) => {
        const made = await makeCards(municipality, main.id, count)
        const office: Office = {
          ...{ municipality, clerks, counters: [main.id, branch.id] },
          cards: made.map(({ id }) => id),
        }
        const pages = (
          await allAtOnce(
            lists.map(async (list, i) => {
              const mine: (Sent | undefined)[] = []
              for (const one of list) mine.push(await perform(office, clerks[i], one))
              return mine
            })
          )
        ).flat()
        await lookThrough(municipality, office.cards)
        for (const card of office.cards) {
          await lookAt(municipality, card)
          await onlyOneEach(office, card, pages.filter((page) => page?.card === card) as Sent[])
        }
        sent += pages.length
        tooLate += pages.filter((page) => page?.refused === 'E_CASE_MOVED_ON').length
      }),
      propertyRuns(120, 20261129)
    )
    assert.isAbove(sent, 1_000)
    assert.isAbove(tooLate, 100, 'they hardly ever met')
  }).timeout(240_000 * propertyTimes)
})

/** Each version of a card was written over once, by somebody whose page showed it or by a bulk action. */
async function onlyOneEach({ municipality }: Office, card: string, pages: Sent[]) {
  const { rows } = await tenancy.run(municipality, () =>
    db.rawQuery('SELECT seq FROM progress_events WHERE case_id = ? ORDER BY seq', [card])
  )
  const events = rows.map(({ seq }: { seq: number }) => seq)
  if (events.some((seq: number, i: number) => seq !== i + 1)) {
    throw new Error(`numbers ${events.join(' ')}`)
  }
  const byVersion = Map.groupBy(pages, ({ version }) => version)
  for (const [version, all] of byVersion) {
    const through = all.filter(({ refused }) => refused === undefined).length
    if (through > 1) throw new Error(`${through} wrote over version ${version}`)
    const late = all.some(({ refused }) => refused === 'E_CASE_MOVED_ON')
    if ((late || through === 1) && events.length <= version) {
      throw new Error(`nobody wrote over version ${version}, but somebody was told so`)
    }
  }
}
