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
import { casesOutOfBalance } from '../queries/cases_out_of_balance.js'
import { findDisposal } from '../queries/disposals.js'
import { stockBalance } from '../queries/stock_balance.js'
import { Rules } from '../transitions.js'
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

interface Past {
  seq: number
  name: string
  variant: string | null
  cancelled: boolean
}

/** What the model remembers of the one card: only what the rules are told in (domain §1.3), in its own words. */
class Model {
  history: Past[] = []
  /** How many events there are, cancellations among them. */
  version = 0

  counting() {
    return this.history.filter(({ cancelled }) => !cancelled)
  }

  /** What was recorded, and that it could be. */
  take({ code, variant }: Pick<Past, 'variant'> & { code: string }) {
    const before = this.counting()
    const was = (name: string) => before.some((past) => past.name === name)
    const last = (...names: string[]) => before.findLast(({ name }) => names.includes(name))
    if (was('DISPOSE')) throw new Error('after a disposal')
    if (code === 'ISSUE') {
      if (was('VOID') || was('REISSUE')) throw new Error('issued although it was stopped')
      if (last('LOST', 'ARRIVE')?.name === 'LOST') throw new Error('issued while it was lost')
      const back = before.findLast(({ name, variant: of }) => name === 'RETURN' && of === 'card')
      const issued = last('ISSUE')
      if (issued && (!back || back.seq < issued.seq)) throw new Error('issued twice')
      const moved = before.findLast(
        ({ name, variant: of }) => name === 'LOST' || of === 'sent' || of === 'received'
      )
      if (moved?.variant === 'sent') throw new Error('issued on its way')
    }
    this.version++
    this.history.push({ seq: this.version, name: code, variant, cancelled: false })
  }

  takeBack(past: Past) {
    if (past.cancelled) throw new Error('cancelled twice')
    past.cancelled = true
    this.version++
  }
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

/** Something is done, and then what is stored is what the model expects. */
abstract class Step implements fc.AsyncCommand<Model, World> {
  check = (_model: Readonly<Model>) => true
  abstract act(model: Model, world: World): Promise<void>
  async run(model: Model, world: World) {
    await this.act(model, world)
    const events = await lookAt(world.municipality, world.caseId)
    if (events !== model.version) throw new Error(`${events} events, not ${model.version}`)
  }
}

class Record extends Step {
  constructor(
    readonly what: Happening,
    readonly where: number,
    readonly withReason: boolean
  ) {
    super()
  }
  async act(model: Model, world: World) {
    const { counters, caseId } = world
    const counterId = counters[this.where % counters.length]
    const facts = factsOf(this.what, counterId, this.withReason ? '性質の試験' : null)
    const work = () => recordEvent({ caseId, facts, counterIds: null })
    if (await attempt(asStaff(world, this.where, work))) model.take(this.what)
  }
  toString = () => `record ${this.what.code}:${this.what.variant}@${this.where}`
}

class Cancel extends Step {
  constructor(readonly which: number) {
    super()
  }
  override check = (model: Readonly<Model>) => model.history.length > 0
  async act(model: Model, world: World) {
    /** Mostly one of the last, sometimes any of them, one that was cancelled already included. */
    const back = this.which % 3 === 0 ? this.which % model.history.length : this.which % 2
    const target = model.history.at(-1 - (back % model.history.length))!
    const work = () =>
      cancelEvent({
        ...{ caseId: world.caseId, seq: target.seq, reason: '性質の試験', counterIds: null },
      })
    if (await attempt(asStaff(world, this.which, work))) model.takeBack(target)
  }
  toString = () => `cancel ${this.which}`
}

class Dispose extends Step {
  constructor(readonly bySame: boolean) {
    super()
  }
  async act(model: Model, world: World) {
    const proposed = await asStaff(world, 0, () =>
      proposeDisposal({
        codes: [{ typed: world.code, cardNumber: null, twice: false }],
        ...{ caseIds: [], method: '裁断', reason: '#instructed', plannedOn: '2026-11-01' },
        counterIds: null,
      })
    )
    if ('refused' in proposed) return
    const { disposalId } = proposed
    const { list } = (await asStaff(world, 0, () => findDisposal(disposalId, null)))!
    if (list[0].id !== world.caseId) throw new Error('another card of the link code was proposed')
    const done = await attempt(
      asStaff(world, this.bySame ? 0 : 1, () => confirmDisposal({ disposalId, counterIds: null }))
    )
    if (done && this.bySame) throw new Error('one person disposed of a card alone')
    if (done) model.take({ code: 'DISPOSE', variant: null })
  }
  toString = () => `dispose${this.bySame ? ' alone' : ''}`
}

/** The card is closed and another one follows under its link code; its own history can go on. */
class Reissue extends Step {
  async act(model: Model, world: World) {
    const { caseId } = world
    const work = () =>
      reissueCase({ caseId, reason: '性質の試験', newLinkCode: false, counterIds: null })
    if (await attempt(asStaff(world, 0, work))) model.take({ code: 'REISSUE', variant: null })
  }
  toString = () => 'reissue'
}

/** Two clerks with the same page open: whatever they do, at most one of them does it. */
class Race extends Step {
  constructor(
    readonly one: Happening,
    readonly other: Happening | 'cancel'
  ) {
    super()
  }
  async act(model: Model, world: World) {
    const page = { caseId: world.caseId, counterIds: null, expectedVersion: model.version }
    const record = (who: number, what: Happening) =>
      attempt(
        asStaff(world, who, () =>
          recordEvent({ ...page, facts: factsOf(what, world.counters[1], '競争') })
        )
      )
    const last = model.counting().at(-1)
    const cancel = async () =>
      last !== undefined &&
      attempt(asStaff(world, 1, () => cancelEvent({ ...page, seq: last.seq, reason: '競争' })))
    const { one, other } = this
    const done = await allAtOnce([record(0, one), other === 'cancel' ? cancel() : record(1, other)])
    if (done[0] && done[1]) throw new Error('both wrote over the same version')
    if (done[0]) model.take(one)
    else if (done[1] && other !== 'cancel') model.take(other)
    else if (done[1]) model.takeBack(last!)
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

/** Histories of as many cards at once: one waits for the database while another one counts. */
const AT_ONCE = 10

test.group('card-progress/histories, whatever happens in whatever order [R91] [R92]', () => {
  test('a thousand of them: status is the fold, the stock balances, nothing forbidden is in the table', async ({
    assert,
  }) => {
    const { municipality, main, branch } = await town()
    const staff = [
      (await createStaff(municipality, 'counter_manager')).id,
      (await createStaff(municipality, 'counter_manager')).id,
    ]
    const counters = [main.id, branch.id]
    let steps = 0
    const history = fc.commands<Model, World, true>(commands as any, {
      ...{ maxCommands: 16, size: 'max' as const },
    })
    const histories = fc.array(history, { minLength: AT_ONCE, maxLength: AT_ONCE })
    await fc.assert(
      fc.asyncProperty(histories, async (all) => {
        const cards = await makeCards(municipality, main.id, AT_ONCE)
        await allAtOnce(
          all.map((one, i) => {
            const { id: caseId, code } = cards[i]
            const world = { municipality, counters, staff, caseId, code }
            return fc.asyncModelRun(() => ({ model: new Model(), real: world }), one)
          })
        )
        await lookThrough(
          municipality,
          cards.map(({ id }) => id)
        )
        steps += all.reduce((sum, one) => sum + [...one].length, 0)
      }),
      propertyRuns(100, 20261125)
    )
    assert.isAbove(steps, 5_000)
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
