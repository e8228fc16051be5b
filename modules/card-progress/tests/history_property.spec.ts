import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { propertyRuns, propertyTimes } from '#tests/support/property_runs'
import { cancelEvent } from '../actions/cancel_event.js'
import { proposeDisposal } from '../actions/propose_disposal.js'
import { recordEvent } from '../actions/record_event.js'
import { reissueCase } from '../actions/reissue_case.js'
import { confirmDisposal } from '../actions/settle_disposal.js'
import { flaw, fold, type PastEvent } from '../fold.js'
import { causesOf } from '../progress_codes.js'
import { casesOutOfBalance } from '../queries/cases_out_of_balance.js'
import { findDisposal } from '../queries/disposals.js'
import { readCases } from '../queries/lock_cases.js'
import { stockBalance } from '../queries/stock_balance.js'
import { Rules } from '../transitions.js'
import { happenings, lookAt, refusalOf, usualHappenings, type Happening } from './histories.js'
import { makeCards, town } from './support.js'

/** What the model remembers of the one card: only what the rules are told in (domain §1.3), in its own words. */
interface Model {
  history: { seq: number; name: string; variant: string | null; cancelled: boolean }[]
}

interface World {
  municipality: Municipality
  counters: string[]
  caseId: string
  code: string
  staff: string[]
}

const asStaff = <T>({ municipality, staff }: World, who: number, work: () => Promise<T>) =>
  tenancy.run(municipality, work, { kind: 'staff', staffId: staff[who % staff.length] })

const attempt = async (work: Promise<unknown>) => (await refusalOf(work)) === undefined

const look = ({ municipality, caseId }: World) => lookAt(municipality, caseId)

class Record implements fc.AsyncCommand<Model, World> {
  constructor(
    readonly what: Happening,
    readonly where: number,
    readonly withReason: boolean
  ) {}
  check = () => true
  async run(model: Model, world: World) {
    const { code, variant } = this.what
    const { counters, caseId } = world
    const before = (await asStaff(world, 0, () => readCases([caseId]))).get(caseId)!
    const here = fold(before.firstCounterId, before.events)
    const counterId = counters[this.where % counters.length]
    const done = await attempt(
      asStaff(world, this.where, () =>
        recordEvent({
          ...{ caseId, counterIds: null },
          facts: {
            ...{ code, variant, counterId },
            reason: this.withReason ? '性質の試験' : null,
            cause: causesOf(code)[0],
            deadline: code === 'NOTIFY' ? '2099-12-31' : null,
            visitAt: code === 'RESERVE' ? '2099-01-01T10:00' : null,
            toCounterId: variant === 'sent' ? counterId : null,
            shelf: code === 'STORE' ? `棚${this.where}` : null,
          },
        })
      )
    )
    await look(world)
    if (done) {
      const counting = model.history.filter(({ cancelled }) => !cancelled)
      const issues = counting.filter(({ name }) => name === 'ISSUE').length
      const returns = counting.filter(({ name, variant: of }) => name === 'RETURN' && of === 'card')
      if (code === 'ISSUE' && issues > 0 && returns.length === 0) throw new Error('issued twice')
      if (code === 'ISSUE' && counting.some(({ name }) => name === 'VOID')) {
        throw new Error('issued although it was stopped')
      }
      if (counting.some(({ name }) => name === 'DISPOSE')) throw new Error('after a disposal')
      if (here.inTransitTo && code === 'ISSUE') throw new Error('issued on its way')
      model.history.push({ seq: before.version + 1, name: code, variant, cancelled: false })
    }
  }
  toString = () => `record ${this.what.code}:${this.what.variant}@${this.where}`
}

class Cancel implements fc.AsyncCommand<Model, World> {
  constructor(readonly which: number) {}
  check = (model: Model) => model.history.length > 0
  async run(model: Model, world: World) {
    /** Mostly one of the last, sometimes any of them, one that was cancelled already included. */
    const back = this.which % 3 === 0 ? this.which % model.history.length : this.which % 2
    const target = model.history.at(-1 - (back % model.history.length))!
    const done = await attempt(
      asStaff(world, this.which, () =>
        cancelEvent({
          ...{ caseId: world.caseId, seq: target.seq, reason: '性質の試験', counterIds: null },
        })
      )
    )
    if (done && target.cancelled) throw new Error('cancelled twice')
    if (done) target.cancelled = true
    await look(world)
  }
  toString = () => `cancel ${this.which}`
}

class Dispose implements fc.AsyncCommand<Model, World> {
  constructor(readonly bySame: boolean) {}
  check = () => true
  async run(model: Model, world: World) {
    const proposed = await asStaff(world, 0, () =>
      proposeDisposal({
        codes: [{ typed: world.code, cardNumber: null, twice: false }],
        ...{ caseIds: [], method: '裁断', reason: '#instructed', plannedOn: '2026-11-01' },
        counterIds: null,
      })
    )
    if ('refused' in proposed) return look(world)
    const { disposalId } = proposed
    const { list } = (await asStaff(world, 0, () => findDisposal(disposalId, null)))!
    if (list[0].id !== world.caseId) throw new Error('another card of the link code was proposed')
    const version = await asStaff(
      world,
      0,
      async () => (await readCases([world.caseId])).get(world.caseId)!.version
    )
    const done = await attempt(
      asStaff(world, this.bySame ? 0 : 1, () => confirmDisposal({ disposalId, counterIds: null }))
    )
    if (done && this.bySame) throw new Error('one person disposed of a card alone')
    if (done) {
      model.history.push({ seq: version + 1, name: 'DISPOSE', variant: null, cancelled: false })
    }
    await look(world)
  }
  toString = () => `dispose${this.bySame ? ' alone' : ''}`
}

/** The card is closed and another one follows under its link code; its own history can go on. */
class Reissue implements fc.AsyncCommand<Model, World> {
  check = () => true
  async run(model: Model, world: World) {
    const { caseId } = world
    const version = await asStaff(
      world,
      0,
      async () => (await readCases([caseId])).get(caseId)!.version
    )
    const done = await attempt(
      asStaff(world, 0, () =>
        reissueCase({ caseId, reason: '性質の試験', newLinkCode: false, counterIds: null })
      )
    )
    if (done) {
      model.history.push({ seq: version + 1, name: 'REISSUE', variant: null, cancelled: false })
    }
    await look(world)
  }
  toString = () => 'reissue'
}

/** Two clerks with the same page open: whatever they do, at most one of them does it. */
class Race implements fc.AsyncCommand<Model, World> {
  constructor(
    readonly one: Happening,
    readonly other: Happening | 'cancel'
  ) {}
  check = () => true
  async run(model: Model, world: World) {
    const { caseId, counters } = world
    const { version } = (await asStaff(world, 0, () => readCases([caseId]))).get(caseId)!
    const record = (who: number, { code, variant }: Happening) =>
      attempt(
        asStaff(world, who, () =>
          recordEvent({
            ...{ caseId, counterIds: null, expectedVersion: version },
            facts: {
              ...{ code, variant, reason: '競争', cause: causesOf(code)[0] },
              deadline: code === 'NOTIFY' ? '2099-12-31' : null,
              toCounterId: variant === 'sent' ? counters[1] : null,
            },
          })
        )
      )
    const last = model.history.filter(({ cancelled }) => !cancelled).at(-1)
    const { other } = this
    const second =
      other !== 'cancel'
        ? record(1, other)
        : last
          ? attempt(
              asStaff(world, 1, () =>
                cancelEvent({
                  ...{ caseId, seq: last.seq, reason: '競争', counterIds: null },
                  expectedVersion: version,
                })
              )
            )
          : Promise.resolve(false)
    const done = await Promise.all([record(0, this.one), second])
    if (done[0] && done[1]) throw new Error('both wrote over the same version')
    const what = done[0] ? this.one : done[1] && other !== 'cancel' ? other : null
    if (what) {
      model.history.push({ ...what, seq: version + 1, name: what.code, cancelled: false })
    } else if (done[1] && last) last.cancelled = true
    await look(world)
  }
  toString = () => `race ${this.one.code} / ${this.other === 'cancel' ? 'cancel' : this.other.code}`
}

const anything = fc.constantFrom(...happenings)

const usual = fc.constantFrom(...usualHappenings)

const commands = [
  fc.tuple(usual, fc.nat({ max: 2 })).map(([what, where]) => new Record(what, where, true)),
  fc
    .tuple(anything, fc.nat({ max: 2 }), fc.boolean())
    .map(([what, where, withReason]) => new Record(what, where, withReason)),
  fc.nat({ max: 40 }).map((which) => new Cancel(which)),
  fc.boolean().map((bySame) => new Dispose(bySame)),
  fc.constant(null).map(() => new Reissue()),
  fc
    .tuple(usual, fc.oneof(usual, fc.constant('cancel' as const)))
    .map(([one, other]) => new Race(one, other)),
]

test.group('card-progress/histories, whatever happens in whatever order [R91] [R92]', () => {
  test('status is the fold, the stock balances, nothing forbidden is in the table', async ({
    assert,
  }) => {
    const { municipality, main, branch } = await town()
    const staff = [
      (await createStaff(municipality, 'counter_manager')).id,
      (await createStaff(municipality, 'counter_manager')).id,
    ]
    const counters = [main.id, branch.id]
    let steps = 0
    const model = fc.commands<Model, World, true>(commands as any, { maxCommands: 16, size: 'max' })
    await fc.assert(
      fc.asyncProperty(model, async (all) => {
        const [card] = await makeCards(municipality, main.id)
        const world = { municipality, counters, caseId: card.id, code: card.code, staff }
        await fc.asyncModelRun(() => ({ model: { history: [] }, real: world }), all)
        steps += [...all].length
      }),
      propertyRuns(200, 20261125)
    )
    assert.isAbove(steps, 1_000)
    await tenancy.run(municipality, async () => {
      assert.deepEqual(await casesOutOfBalance(), [])
      const { rows } = await db.rawQuery(
        `SELECT code, count(*)::int AS n FROM progress_events GROUP BY code`
      )
      const seen = new Set(rows.map(({ code }: { code: string }) => code))
      for (const code of ['ISSUE', 'DISPOSE', 'LOST', 'VOID', 'CANCEL', 'RETURN', 'REISSUE']) {
        assert.isTrue(seen.has(code), `no history came to ${code}`)
      }
      const today = DateTime.now().setZone('Asia/Tokyo').toISODate()!
      const { rows: inStock } = await db.rawQuery(
        'SELECT count(*)::int AS n FROM card_cases WHERE in_stock'
      )
      const balance = await stockBalance({ from: today, until: today, counterIds: null })
      assert.equal(
        balance.reduce((sum, { closing }) => sum + closing, 0),
        inStock[0].n
      )
      for (const one of balance) {
        const { opening, arrival, cardReturn, issue, disposal, transfer, loss, adjustment } = one
        assert.equal(
          opening + arrival + cardReturn + issue + disposal + transfer + loss + adjustment,
          one.closing
        )
      }
    })
  }).timeout(240_000 * propertyTimes)

  test('thousands of histories: the fold alone, without a database, keeps its word', ({
    assert,
  }) => {
    const counters = ['a', 'b']
    const events = fc.array(
      fc.oneof(
        fc.record({
          what: anything,
          where: fc.nat({ max: 1 }),
          to: fc.nat({ max: 1 }),
          cancels: fc.constant(null),
        }),
        fc.record({ what: anything, where: fc.constant(0), to: fc.constant(0), cancels: fc.nat() })
      ),
      { maxLength: 40, size: 'max' }
    )
    let longest = 0
    fc.assert(
      fc.property(events, (all) => {
        const history: PastEvent[] = []
        for (const { what, where, to, cancels } of all) {
          const target = cancels === null ? undefined : history[cancels % history.length]
          const event: PastEvent = {
            ...{ seq: history.length + 1, code: target ? 'CANCEL' : what.code },
            ...{ variant: what.variant, cancels: target?.seq ?? null, happenedOn: '2026-11-25' },
            ...{ recordedAt: new Date(), counterId: counters[where], shelf: null, deadline: null },
            toCounterId: what.variant === 'sent' ? counters[to] : null,
            visitAt: what.code === 'RESERVE' ? new Date('2099-01-01') : null,
          }
          if (
            target?.code === 'CANCEL' ||
            history.some((e) => target && e.cancels === target.seq)
          ) {
            continue
          }
          if (!flaw('a', [...history, event], new Rules([]))) history.push(event)
        }
        longest = Math.max(longest, history.length)
        const state = fold('a', history)
        const at = (counter: string) =>
          state.movements
            .filter(({ counterId }) => counterId === counter)
            .reduce((sum, { delta }) => sum + delta, 0)
        for (const counter of counters) {
          assert.equal(at(counter), state.inStock && state.counterId === counter ? 1 : 0)
        }
        assert.isFalse(state.inStock && state.inTransitTo !== null)
        const onTheWay = state.movements
          .filter(({ kind }) => kind === 'transfer')
          .reduce((sum, { delta }) => sum + delta, 0)
        assert.equal(onTheWay, state.inTransitTo ? -1 : 0)
      }),
      propertyRuns(5_000, 20261125)
    )
    assert.isAbove(longest, 10)
  }).timeout(60_000 * propertyTimes)
})
