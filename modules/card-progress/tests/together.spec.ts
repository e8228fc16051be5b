import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import { formatReadableCode, issueLinkCodes, reissueLinkCode } from '#app/exchange/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { reservationMade, visitOf } from '#modules/reservation/api'
import { createAccount } from '#tests/support/account'
import { putOnShelves } from '#tests/support/cards'
import { lookAtPaper } from '#tests/support/paper'
import { countReservations } from '#tests/support/seats'
import { createProcedureType } from '#tests/support/procedure_types'
import { createSlots, setSettings, switchModule } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import {
  bookForCard,
  bookMyself,
  cancelReservation,
  changeReservation,
  closeAndOffer,
  markArrival,
  townTogether,
  undoArrival,
  type TownTogether,
} from '#tests/support/together'
import { catchUp } from '../actions/catch_up.js'
import windowOf from '../bookable_window.js'
import job from '../jobs/catch_up.js'
import follow from '../listeners/follow_visit.js'
import shelfOf from '../shelf_of.js'
import { stepsLeft, type VisitStep } from '../visit_steps.js'
import { cardRow, eventRows, office, recordAll, refusal } from './support.js'

const codes = async ({ municipality, card }: TownTogether) =>
  (await eventRows(municipality, card)).map(({ code }: { code: string }) => code)

const inTown = <Result>({ municipality }: TownTogether, work: () => Promise<Result>) =>
  tenancy.run(municipality, work)

/** Delivers the message of a reservation once more, in whatever state it is. */
const tellAgain = ({ municipality }: TownTogether, reservationId: string) =>
  follow({ reservationId } as any, { municipalityId: municipality.id })

const steps = ({ municipality }: TownTogether) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT * FROM visit_steps ORDER BY noted_at, round')
    return rows as {
      code: string
      round: number
      refused: string | null
      known: string | null
      came_at: Date | null
      seq: number | null
    }[]
  })

/** How a reservation ended, and the message of it. */
async function settle(town: TownTogether, id: string, state: 'arrived' | 'no_show' | 'cancelled') {
  await inTown(town, () =>
    db.rawQuery('UPDATE reservations SET state = ?, settled_at = now() WHERE id = ?', [state, id])
  )
  await tellAgain(town, id)
}

const CARD = { collectsCard: true }

const day = (n: number) => new Date(Date.UTC(2027, 0, n))

test.group('card-progress/together › what is left to tell', () => {
  const booked = (round: number, at = day(1)): VisitStep => ({
    code: 'RESERVE',
    round,
    visitAt: at,
  })

  test('a booking, then how it ended, each once', ({ assert }) => {
    const left = stepsLeft({ ...CARD, state: 'reserved', startsAt: day(1) }, [])
    assert.deepEqual(left, [booked(1)])
    assert.deepEqual(stepsLeft({ ...CARD, state: 'reserved', startsAt: day(1) }, left), [])
    const ended = stepsLeft({ ...CARD, state: 'cancelled', startsAt: day(1) }, left)
    assert.deepEqual(ended, [{ code: 'RESV_CANCEL', round: 1, visitAt: day(1) }])
    assert.deepEqual(
      stepsLeft({ ...CARD, state: 'cancelled', startsAt: day(1) }, [...left, ...ended]),
      []
    )
  })

  test('a cancellation heard before the booking tells both in order', ({ assert }) => {
    const left = stepsLeft({ ...CARD, state: 'cancelled', startsAt: day(1) }, [])
    assert.deepEqual(
      left.map(({ code }) => code),
      ['RESERVE', 'RESV_CANCEL']
    )
  })

  test('there and back again is told each time', ({ assert }) => {
    const told = [booked(1), booked(2, day(2))]
    assert.deepEqual(stepsLeft({ ...CARD, state: 'reserved', startsAt: day(1) }, told), [booked(3)])
  })

  test('a visit for something else is none of the card’s business, unless it was told before', ({
    assert,
  }) => {
    const other = { collectsCard: false, state: 'cancelled' as const, startsAt: day(1) }
    assert.isEmpty(stepsLeft(other, []))
    assert.lengthOf(stepsLeft(other, [booked(1)]), 1)
  })

  test('an arrival taken back is told, and so is what follows it', ({ assert }) => {
    const here = { ...CARD, state: 'arrived' as const, startsAt: day(1) }
    const told = [booked(1), { code: 'VISIT' as const, round: 1, visitAt: day(1) }]
    assert.deepEqual(stepsLeft(here, told), [])
    const undone = { code: 'VISIT_UNDONE' as const, round: 1, visitAt: day(1) }
    assert.deepEqual(stepsLeft({ ...CARD, state: 'reserved', startsAt: day(1) }, told), [undone])
    assert.deepEqual(
      stepsLeft({ ...CARD, state: 'reserved', startsAt: day(1) }, [...told, undone]),
      []
    )
    assert.deepEqual(stepsLeft(here, [...told, undone]), [
      { code: 'VISIT', round: 2, visitAt: day(1) },
    ])
    assert.deepEqual(stepsLeft({ ...CARD, state: 'no_show', startsAt: day(2) }, told), [
      undone,
      booked(2, day(2)),
      { code: 'NOSHOW', round: 2, visitAt: day(2) },
    ])
  })

  test('whatever is missed on the way, nothing is left once it was told', ({ assert }) => {
    const moment = fc.record({
      collectsCard: fc.constant(true),
      state: fc.constantFrom('reserved' as const, 'cancelled', 'arrived', 'no_show'),
      startsAt: fc.integer({ min: 1, max: 3 }).map(day),
    })
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        const told: VisitStep[] = []
        for (const visit of moments) {
          const keys = new Set(told.map(({ code, round }) => `${code} ${round}`))
          for (const step of stepsLeft(visit, told)) {
            assert.isFalse(keys.has(`${step.code} ${step.round}`), 'a key is used once')
            told.push(step)
          }
          assert.isEmpty(stepsLeft(visit, told))
        }
      })
    )
  })
})

test.group('card-progress/together', () => {
  test('booking, change and arrival become events of the card [R85] [R87]', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE'])
    const { reserved_at: reservedAt } = await cardRow(town.municipality, town.card)
    const visit = await inTown(town, () => visitOf(id))
    assert.deepEqual(reservedAt, visit!.startsAt)
    await inTown(town, () => changeReservation({ id, toSlotId: town.slots[2] }))
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'RESERVE', 'VISIT'])
    const last = (await eventRows(town.municipality, town.card)).at(-1)
    assert.equal(last.source, 'reservation')
    assert.equal(last.reference, String(visit!.receptionNumber))
    assert.deepEqual(last.visit_at, (await inTown(town, () => visitOf(id)))!.settledAt)
    assert.isNull((await cardRow(town.municipality, town.card)).reserved_at)
  })

  test('a cancellation and a no-show do too [R86]', async ({ assert }) => {
    const town = await townTogether()
    const first = await bookForCard(town)
    await inTown(town, () => cancelReservation({ id: first }))
    const second = await bookForCard(town, { slotId: town.slots[1] })
    await settle(town, second, 'no_show')
    const all = ['ARRIVE', 'RESERVE', 'RESV_CANCEL', 'RESERVE', 'NOSHOW']
    assert.deepEqual(await codes(town), all)
  })

  test('what was booked under a link code that was replaced since goes on', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    const replace = (code: string) => inTown(town, () => reissueLinkCode(code, '手紙をなくした'))
    const code = await replace(await replace(town.code))
    assert.equal((await cardRow(town.municipality, town.card)).link_code, code)
    const places = await inTown(town, () =>
      shelfOf([{ reservationId: id, counterId: town.main.id }])
    )
    assert.equal(places.get(id)?.text, 'A-12')
    assert.deepInclude(await inTown(town, () => windowOf(town.code)), { counterId: town.main.id })
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT'])
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/reservations/${id}`)
    assert.include(page.words(), formatReadableCode(code))
  })

  test('the same message told twice, and twice at once, is recorded once', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const id = await bookForCard(town)
    await switchModule(town.municipality.id, 'card-progress', true)
    await Promise.all([1, 2, 3, 4].map(() => tellAgain(town, id)))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE'])
    await inTown(town, () => cancelReservation({ id }))
    await inTown(town, async () =>
      publish(reservationMade, { ...(await visitOf(id))!, reservationId: id })
    )
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'RESV_CANCEL'])
    assert.lengthOf(await steps(town), 2)
  })

  test('messages that never came are caught up with by the next', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const id = await bookForCard(town)
    await inTown(town, () => cancelReservation({ id }))
    await switchModule(town.municipality.id, 'card-progress', true)
    await tellAgain(town, id)
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'RESV_CANCEL'])
  })

  test('an arrival taken back is cancelled on the card, and marked again recorded again', async ({
    assert,
  }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    const { reserved_at: reservedAt } = await cardRow(town.municipality, town.card)
    await inTown(town, () => markArrival(id))
    await inTown(town, () => undoArrival(id))
    const events = await eventRows(town.municipality, town.card)
    assert.deepInclude(events.at(-1), { code: 'CANCEL', cancels: 3, source: 'reservation' })
    assert.equal(events.at(-1).reason, '#undone')
    const card = await cardRow(town.municipality, town.card)
    assert.deepInclude(card, { status: 'RESERVE', reserved_at: reservedAt })
    await tellAgain(town, id)
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT', 'CANCEL', 'VISIT'])
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/progress/cards/${town.card}`)
    assert.include(page.words(), '予約から 理由：予約の画面で来庁が取り消された')
  })

  test('an arrival taken back after the card was handed over leaves a note', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await inTown(town, () => markArrival(id))
    await recordAll(town.municipality, town.card, 'ISSUE')
    await inTown(town, () => undoArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT', 'ISSUE'])
    assert.deepInclude((await steps(town)).at(-1)!, { code: 'VISIT_UNDONE', refused: 'not_live' })
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/progress/cards/${town.card}`)
    assert.include(page.words(), '「来庁」の取消')
  })

  test('what the rules warn of is recorded with the reason that it came by itself', async ({
    assert,
  }) => {
    const town = await townTogether(undefined, { arrive: false })
    await bookForCard(town, { windowReason: 'asked' })
    const [event] = await eventRows(town.municipality, town.card)
    assert.equal(event.code, 'RESERVE')
    assert.equal(event.verdict, 'warn')
    assert.equal(event.reason, '#by_itself')
  })

  test('what cannot be recorded leaves the booking and a note on the card', async ({ assert }) => {
    const town = await townTogether()
    await recordAll(town.municipality, town.card, 'LOST')
    await bookForCard(town, { windowReason: 'asked' })
    assert.equal(await countReservations(town.municipality, 'reserved'), 1)
    assert.deepEqual(await codes(town), ['ARRIVE', 'LOST'])
    assert.equal((await steps(town))[0].refused, 'lost')
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/progress/cards/${town.card}`)
    assert.include(page.words(), '登録できなかった予約の動き')
    assert.include(page.words(), '所在不明のカードです')
    const list = `/${town.municipality.slug}/staff/reports/card-progress.refused_visits`
    assert.include((await visitor.get(list)).words(), '来庁予約 1')
    const { rows } = await inTown(town, () =>
      db.rawQuery("SELECT detail FROM audit_entries WHERE action = 'card-progress.note_visit'")
    )
    assert.deepEqual(
      rows.map(({ detail }: any) => detail.because),
      ['lost']
    )
  })

  test('a card handed over stays handed over', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await recordAll(town.municipality, town.card, 'ISSUE')
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'ISSUE'])
    const { settledAt } = (await inTown(town, () => visitOf(id)))!
    const known = {
      code: 'VISIT',
      refused: null,
      known: 'came_already',
      seq: 3,
      came_at: settledAt,
    }
    assert.deepInclude((await steps(town)).at(-1)!, known)
  })

  test('what the office recorded of a visit has the last word, whatever comes late', async ({
    assert,
  }) => {
    for (const [recorded, settled] of [
      [['ISSUE'], 'no_show'],
      [['VISIT'], 'no_show'],
      [['VISIT', 'SENDBACK'], 'arrived'],
      [['VISIT'], 'arrived'],
      [['SENDBACK'], 'cancelled'],
    ] as const) {
      const town = await townTogether()
      const id = await bookForCard(town)
      await recordAll(town.municipality, town.card, ...recorded)
      await settle(town, id, settled)
      assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', ...recorded])
      const last = (await steps(town)).at(-1)!
      assert.deepInclude(last, { refused: null, known: 'came_already', seq: 3 })
    }
  })

  test('a booking heard of only after the card was handed over is known with its end', async ({
    assert,
  }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const id = await bookForCard(town)
    await switchModule(town.municipality.id, 'card-progress', true)
    await recordAll(town.municipality, town.card, 'ISSUE')
    await settle(town, id, 'arrived')
    assert.deepEqual(await codes(town), ['ARRIVE', 'ISSUE'])
    assert.deepEqual(
      (await steps(town)).map(({ code, known }) => [code, known]),
      [
        ['RESERVE', 'came_already'],
        ['VISIT', 'came_already'],
      ]
    )
  })

  test('a visit on another day than the one recorded is an event of its own', async ({
    assert,
  }) => {
    const town = await townTogether()
    await recordAll(town.municipality, town.card, {
      ...{ code: 'SENDBACK', happenedOn: inTokyo(today()).minus({ days: 1 }).toISODate()! },
    })
    const id = await bookForCard(town)
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'SENDBACK', 'RESERVE', 'VISIT'])
  })

  test('that nobody comes for a card handed over before says nothing; that somebody booked does', async ({
    assert,
  }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await recordAll(town.municipality, town.card, {
      ...{ code: 'ISSUE', happenedOn: inTokyo(today()).minus({ days: 1 }).toISODate()! },
    })
    await settle(town, id, 'no_show')
    assert.deepInclude((await steps(town)).at(-1)!, { code: 'NOSHOW', known: 'over_already' })
    await bookForCard(town, { slotId: town.slots[1], windowReason: 'asked' })
    assert.deepInclude((await steps(town)).at(-1)!, { code: 'RESERVE', refused: 'not_live' })
  })

  test('somebody marked as absent whom the office saw is said on the card’s page', async ({
    assert,
  }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await recordAll(town.municipality, town.card, 'ISSUE')
    await settle(town, id, 'no_show')
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/progress/cards/${town.card}`)
    assert.include(page.words(), '不来庁')
    assert.include(page.words(), 'その日に来庁されたと記録されている')
    const list = `/${town.municipality.slug}/staff/reports/card-progress.refused_visits`
    assert.notInclude((await visitor.get(list)).words(), '来庁されたと')
  })

  test('an arrival taken back that the office had recorded itself leaves the office’s record', async ({
    assert,
  }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await recordAll(town.municipality, town.card, 'VISIT')
    await inTown(town, () => markArrival(id))
    await inTown(town, () => undoArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT'])
    assert.deepInclude((await steps(town)).at(-1)!, { code: 'VISIT_UNDONE', known: 'came_already' })
  })

  test('cancelling an older booking leaves the newer one on the card', async ({ assert }) => {
    const town = await townTogether()
    await setSettings(town.municipality.id, { 'accounts.live_reservations': 2 })
    const older = await bookForCard(town)
    const newer = await bookForCard(town, { slotId: town.slots[1] })
    await inTown(town, () => cancelReservation({ id: older }))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'RESERVE'])
    const { startsAt } = (await inTown(town, () => visitOf(newer)))!
    assert.deepEqual((await cardRow(town.municipality, town.card)).reserved_at, startsAt)
  })

  test('cancelling the newer booking takes the older one up again, once', async ({ assert }) => {
    const town = await townTogether()
    await setSettings(town.municipality.id, { 'accounts.live_reservations': 2 })
    const older = await bookForCard(town)
    const newer = await bookForCard(town, { slotId: town.slots[1] })
    await inTown(town, () => cancelReservation({ id: newer }))
    for (const id of [newer, older]) await tellAgain(town, id)
    const all = ['ARRIVE', 'RESERVE', 'RESERVE', 'RESV_CANCEL', 'RESERVE']
    assert.deepEqual(await codes(town), all)
    const { startsAt } = (await inTown(town, () => visitOf(older)))!
    assert.deepEqual((await cardRow(town.municipality, town.card)).reserved_at, startsAt)
    await inTown(town, () => cancelReservation({ id: older }))
    assert.deepEqual(await codes(town), [...all, 'RESV_CANCEL'])
  })

  test('coming to one of two bookings leaves the other one on the card', async ({ assert }) => {
    const town = await townTogether()
    await setSettings(town.municipality.id, { 'accounts.live_reservations': 2 })
    const later = await bookForCard(town, { slotId: town.slots[1] })
    const sooner = await bookForCard(town)
    await inTown(town, () => markArrival(sooner))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'RESERVE', 'VISIT', 'RESERVE'])
    const { startsAt } = (await inTown(town, () => visitOf(later)))!
    assert.include(await cardRow(town.municipality, town.card), { status: 'VISIT' })
    assert.deepEqual((await cardRow(town.municipality, town.card)).reserved_at, startsAt)
    await inTown(town, () => cancelReservation({ id: later }))
    assert.isNull((await cardRow(town.municipality, town.card)).reserved_at)
  })

  test('of a family the one whose ID it is counts', async ({ assert }) => {
    const town = await townTogether()
    await bookForCard(town, { persons: 3 })
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE'])
  })

  test('a stranger, and somebody whose ID is no link code, touch no card', async ({ assert }) => {
    const town = await townTogether()
    await bookForCard(town, { bookerId: undefined })
    assert.deepEqual(await codes(town), ['ARRIVE'])
    assert.isEmpty(await steps(town))
  })

  test('each goes on where the other is off', async ({ assert }) => {
    const alone = await townTogether(['reservation', 'accounts'])
    await bookForCard(alone)
    assert.equal(await countReservations(alone.municipality, 'reserved'), 1)
    assert.deepEqual(await codes(alone), ['ARRIVE'])

    const noReservations = await townTogether()
    await bookForCard(noReservations)
    await switchModule(noReservations.municipality.id, 'accounts', false)
    await switchModule(noReservations.municipality.id, 'reservation', false)
    await recordAll(noReservations.municipality, noReservations.card, 'VISIT', 'ISSUE')
    const all = ['ARRIVE', 'RESERVE', 'VISIT', 'ISSUE']
    assert.deepEqual(await codes(noReservations), all)
  })
})

test.group('card-progress/together › catching up', () => {
  const caughtUp = ({ municipality }: TownTogether, from = today()) => catchUp(municipality, from)

  test('what was missed while nobody listened is recorded once, and counted', async ({
    assert,
  }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const first = await bookForCard(town)
    await inTown(town, () => cancelReservation({ id: first }))
    const second = await bookForCard(town, { slotId: town.slots[1] })
    await inTown(town, () => markArrival(second))
    await bookForCard(town, { bookerId: undefined, slotId: town.slots[2] })
    assert.deepEqual(await codes(town), ['ARRIVE'])
    await switchModule(town.municipality.id, 'card-progress', true)
    const found = await caughtUp(town)
    assert.deepEqual(found, { visits: 2, recorded: 4, refused: 0, failed: 0 })
    const all = ['ARRIVE', 'RESERVE', 'RESV_CANCEL', 'RESERVE', 'VISIT']
    assert.deepEqual(await codes(town), all)
    const again = await caughtUp(town)
    assert.deepEqual(again, { visits: 2, recorded: 0, refused: 0, failed: 0 })
    assert.deepEqual(await codes(town), all)
    const { rows } = await inTown(town, () =>
      db.rawQuery(
        "SELECT detail FROM audit_entries WHERE action = 'card-progress.catch_up' ORDER BY seq"
      )
    )
    assert.deepInclude(rows[0].detail, { visits: 2, recorded: 4 })
  })

  test('two runs at once, and messages meanwhile, record everything once', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const id = await bookForCard(town)
    await inTown(town, () => markArrival(id))
    await switchModule(town.municipality.id, 'card-progress', true)
    const [one, two] = await Promise.all([caughtUp(town), caughtUp(town), tellAgain(town, id)])
    assert.isAtMost(one.recorded + two.recorded, 2)
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT'])
  })

  test('what a card cannot take is noted once', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    await recordAll(town.municipality, town.card, 'LOST')
    await bookForCard(town)
    await switchModule(town.municipality.id, 'card-progress', true)
    assert.deepInclude(await caughtUp(town), { recorded: 0, refused: 1 })
    assert.deepInclude(await caughtUp(town), { recorded: 0, refused: 0 })
  })

  test('visits before the day it starts from are left alone', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    await bookForCard(town)
    await switchModule(town.municipality.id, 'card-progress', true)
    const after = inTokyo(today()).plus({ days: 8 }).toISODate()!
    assert.deepInclude(await caughtUp(town, after), { visits: 0, recorded: 0 })
    assert.deepEqual(await codes(town), ['ARRIVE'])
  })

  test('switching the module on orders it, from the day it was last told', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await switchModule(town.municipality.id, 'card-progress', false)
    await inTown(town, () => markArrival(id))
    await switchModule(town.municipality.id, 'card-progress', true)
    const { rows } = await db.connection('system').rawQuery(
      `SELECT data FROM pgboss.job
        WHERE name = 'card-progress.catch_up' AND (data->>'municipalityId')::int = ?`,
      [town.municipality.id]
    )
    assert.deepEqual(
      rows.map(({ data }: any) => data),
      [{ municipalityId: town.municipality.id, since: today() }]
    )
    await job(rows[0].data)
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT'])
  })

  test('where nobody books there is nothing to do', async ({ assert }) => {
    const { municipality } = await office()
    await job({ municipalityId: municipality.id })
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery("SELECT 1 FROM audit_entries WHERE action = 'card-progress.catch_up'")
    )
    assert.isEmpty(rows)
  })
})

test.group('card-progress/together › the day by shelf', () => {
  const daySheet = async (town: TownTogether) => {
    const { municipality, slots, staff, main } = town
    const visitor = await signedIn(municipality.slug, staff)
    const { rows } = await inTown(town, () =>
      db.rawQuery('SELECT visit_date::text AS date FROM slots WHERE id = ?', [slots[0]])
    )
    const query = `from=${rows[0].date}&until=${rows[0].date}`
    const page = await visitor.get(
      `/${municipality.slug}/staff/reports/reservation.day_reservations?${query}`
    )
    const visits = await visitor.get(`/${municipality.slug}/staff/visits?date=${rows[0].date}`)
    const form = visits.forms().find(({ action }) => action.endsWith('/visits/sheet'))!
    const sheet = await visitor.download(form.action, { ...form.fields, counter: main.id })
    return { words: page.words(), sheet }
  }

  test('the list and the paper of a day follow the shelves and show them', async ({ assert }) => {
    const town = await townTogether()
    await bookForCard(town, { bookerId: undefined })
    await bookForCard(town, { slotId: town.slots[3] })
    const { words, sheet } = await daySheet(town)
    assert.include(words, '棚番号')
    assert.isBelow(words.indexOf('A-12'), words.indexOf('08:30'), 'the shelf goes before the time')
    assert.equal(sheet.status, 200)
    assert.include(sheet.headers.get('content-type')!, 'pdf')
  })

  test('a long day goes along the shelves on paper, page by page, and all of it can be read', async ({
    assert,
  }) => {
    const town = await townTogether()
    const { municipality, main, slots } = town
    const later = await createSlots(municipality, main, { count: 8, after: 120 })
    for (let i = 0; i < 35; i++) {
      await bookForCard(town, { slotId: later[i % 7], bookerId: undefined })
    }
    const { codes: others } = await inTown(town, () => issueLinkCodes(2))
    await inTown(town, () =>
      putOnShelves(main.id, [
        [others[0], 'A-101'],
        [others[1], 'A-2'],
      ])
    )
    for (const [i, userId] of others.entries()) {
      const { id: bookerId } = await createAccount(municipality, { userId })
      await bookForCard(town, { slotId: slots[i], bookerId })
    }
    await bookForCard(town, { slotId: later[7] })
    const { sheet } = await daySheet(town)
    const { pages, faults } = await lookAtPaper(Buffer.from(await sheet.arrayBuffer()))
    assert.deepEqual(faults, [])
    assert.isAtLeast(pages.length, 3)
    const places = ['A-2', 'A-12', 'A-101', '10:30'].map((word) => pages[0].indexOf(word))
    assert.notInclude(places, -1)
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b)
    )
    for (const [i, page] of pages.entries()) {
      assert.match(page, /来庁.*受付番号棚番号/)
      assert.include(page, `${i + 1}/${pages.length}`)
      assert.include(page, municipality.name)
      assert.match(page, /令和\d+年\d+月\d+日.曜日本庁窓口/)
    }
  })

  test('a card that is at another counter, or on its way, says where', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    const ask = () =>
      inTown(
        town,
        async () => (await shelfOf([{ reservationId: id, counterId: town.main.id }])).get(id)?.text
      )
    assert.equal(await ask(), 'A-12')
    const toCounterId = town.branch.id
    await recordAll(town.municipality, town.card, { code: 'STORE', variant: 'sent', toCounterId })
    assert.equal(await ask(), '（駅前出張所 へ移送中）')
    await recordAll(town.municipality, town.card, {
      ...{ code: 'STORE', variant: 'received', shelf: 'B-1' },
    })
    assert.equal(await ask(), '（駅前出張所 B-1）')
  })

  test('without cards the day goes by time, and nothing is said of shelves', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    await bookForCard(town, { slotId: town.slots[3] })
    const { words, sheet } = await daySheet(town)
    assert.notInclude(words, '棚番号')
    assert.equal(sheet.status, 200)
  })
})

test.group('card-progress/together › staff book for somebody on the phone', () => {
  /** The pages of a slot at the counter where the card is not. */
  async function atBranch() {
    const town = await townTogether()
    const [slot] = await createSlots(town.municipality, town.branch)
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const base = `/${town.municipality.slug}/staff`
    const page = () => visitor.get(`${base}/slots/${slot}`)
    const send = async (fields: Record<string, string>) =>
      visitor.submit(await page(), /slots\/[^/]+\/reservations$/, {
        ...{ booker: town.code, old_card: 'no' },
        ...fields,
      })
    return { ...town, slot, visitor, base, page, send }
  }

  test('they are told where the card is before anything is booked', async ({ assert }) => {
    const { municipality, card, send } = await atBranch()
    const looked = await send({ look: 'yes' })
    assert.equal(looked.status, 200)
    assert.include(looked.words(), 'この枠では、カードを渡せません')
    assert.match(looked.words(), /受け取れるのは、本庁窓口で.*からです/)
    assert.equal(await countReservations(municipality, 'reserved'), 0)
    await recordAll(municipality, card, 'LOST')
    assert.include((await send({ look: 'yes' })).words(), '受け取れるカードがありません')
    assert.include((await send({ look: 'yes', booker: '' })).words(), '利用者IDを入力してください')
  })

  test('outside of what the card allows they go on with a reason, which stays', async ({
    assert,
  }) => {
    const place = await atBranch()
    const refused = await place.send({})
    assert.equal(refused.status, 422)
    assert.include(refused.words(), 'それでも予約するときは、理由を選んで')
    assert.equal(await countReservations(place.municipality, 'reserved'), 0)
    const booked = await place.send({ window_reason: 'card_moves' })
    assert.equal(booked.status, 303)
    const slot = await place.page()
    assert.include(slot.words(), 'この窓口にカードがない予約が1件あります')
    assert.include(slot.words(), '（本庁窓口 A-12）')
    assert.include(slot.words(), '来庁までにカードをこの窓口へ移す')
    const { rows } = await inTown(place, () =>
      db.rawQuery(
        "SELECT subject_id AS id, detail FROM audit_entries WHERE action = 'reservation.book_by_proxy'"
      )
    )
    assert.deepEqual(rows[0].detail, { windowReason: 'card_moves' })
    const page = await place.visitor.get(`${place.base}/reservations/${rows[0].id}`)
    assert.include(page.words(), '来庁までにカードをこの窓口へ移す')
    assert.include(page.words(), '本庁窓口 棚 A-12')
    await place.visitor.get(/href="([^"]*progress\/cards\/[0-9a-f-]{36})"/.exec(page.text)![1])
  })

  test('where the card is they need none, and none is kept', async ({ assert }) => {
    const { municipality, visitor, base, slots, code } = await atBranch()
    const page = await visitor.get(`${base}/slots/${slots[0]}`)
    const send = (fields: Record<string, string>) =>
      visitor.submit(page, /slots\/[^/]+\/reservations$/, {
        ...{ booker: code, old_card: 'no' },
        ...fields,
      })
    assert.include((await send({ look: 'yes' })).words(), 'この枠で受け取れます')
    assert.equal((await send({ window_reason: 'asked' })).status, 303)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT window_reason FROM reservations')
    )
    assert.deepEqual(rows, [{ window_reason: null }])
  })

  test('a change asks the same, and forgets the reason once it fits', async ({ assert }) => {
    const place = await atBranch()
    const id = await bookForCard(place)
    const address = (slot: string) => `${place.base}/reservations/${id}/change/${slot}`
    const check = await place.visitor.get(address(place.slot))
    assert.include(check.words(), 'この枠では、カードを渡せません')
    const form = new RegExp(`change/${place.slot}$`)
    assert.equal((await place.visitor.submit(check, form, {})).status, 422)
    const moved = await place.visitor.submit(check, form, { window_reason: 'card_moves' })
    assert.equal(moved.status, 303)
    const reason = () =>
      inTown(place, async () => {
        const { rows } = await db.rawQuery('SELECT window_reason AS reason FROM reservations')
        return rows[0].reason
      })
    assert.equal(await reason(), 'card_moves')
    const back = await place.visitor.get(address(place.slots[1]))
    assert.notInclude(back.words(), 'カードを渡せません')
    await place.visitor.submit(back, new RegExp(`change/${place.slots[1]}$`), {})
    assert.isNull(await reason())
  })

  test('without the progress system nobody asks', async ({ assert }) => {
    const { municipality, visitor, page, send } = await atBranch()
    await switchModule(municipality.id, 'card-progress', false)
    assert.notInclude((await page()).words(), 'カードの場所')
    assert.equal((await send({})).status, 303)
    assert.isDefined(visitor)
  })
})

test.group('card-progress/together › where and when somebody may book', () => {
  test('where the card is, until it is kept no longer', async ({ assert }) => {
    const town = await townTogether()
    await setSettings(town.municipality.id, { 'accounts.live_reservations': 9 })
    const [elsewhere] = await createSlots(town.municipality, town.branch)
    assert.equal(await bookMyself(town, elsewhere), 'E_OUTSIDE_WINDOW')
    assert.equal(await bookMyself(town, town.slots[0]), 'booked')
    await recordAll(town.municipality, town.card, { code: 'NOTIFY', deadline: today() })
    assert.equal(await bookMyself(town, town.slots[1]), 'E_OUTSIDE_WINDOW')
  })

  test('on its way, where it goes and once it can be there', async ({ assert }) => {
    const town = await townTogether()
    await setSettings(town.municipality.id, { 'card-progress.transit_days': 8 })
    const toCounterId = town.branch.id
    await recordAll(town.municipality, town.card, { code: 'STORE', variant: 'sent', toCounterId })
    const [early] = await createSlots(town.municipality, town.branch, { daysAhead: 7 })
    const [fine] = await createSlots(town.municipality, town.branch, { daysAhead: 8 })
    assert.equal(await bookMyself(town, town.slots[0]), 'E_OUTSIDE_WINDOW')
    assert.equal(await bookMyself(town, early), 'E_OUTSIDE_WINDOW')
    assert.equal(await bookMyself(town, fine), 'booked')
  })

  test('a lost or a handed-over card opens nothing', async ({ assert }) => {
    for (const code of ['LOST', 'VOID', 'ISSUE'] as const) {
      const town = await townTogether()
      await recordAll(town.municipality, town.card, code)
      assert.equal(await bookMyself(town, town.slots[0]), 'E_NOTHING_TO_BOOK')
    }
  })

  test('a change is bound the same way, and keeps the seat it had', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    const [elsewhere] = await createSlots(town.municipality, town.branch)
    const change = (boundBy?: typeof town.municipality) =>
      inTown(town, () => changeReservation({ id, toSlotId: elsewhere, boundBy }))
    assert.equal(await refusal(change(town.municipality)), 'E_OUTSIDE_WINDOW')
    assert.equal((await inTown(town, () => visitOf(id)))!.counterId, town.main.id)
  })

  test('a closed counter’s visitors are offered no day after their card is kept', async ({
    assert,
  }) => {
    const offered = async (keptFor: number) => {
      const town = await townTogether()
      const deadline = inTokyo(today()).plus({ days: keptFor }).toISODate()!
      await recordAll(town.municipality, town.card, { code: 'NOTIFY', deadline })
      await bookForCard(town)
      await createSlots(town.municipality, town.branch, { daysAhead: 9 })
      return inTown(town, () => closeAndOffer(town))
    }
    assert.isFalse(await offered(8))
    assert.isTrue(await offered(9))
  })

  test('a visit for something else than the card is free, and no event of it', async ({
    assert,
  }) => {
    const town = await townTogether()
    const type = async (collectsCard: boolean) => ({
      procedureTypeId: (await createProcedureType(town.municipality, { collectsCard })).id,
    })
    const [elsewhere] = await createSlots(town.municipality, town.branch)
    assert.equal(await bookMyself(town, elsewhere, await type(true)), 'E_OUTSIDE_WINDOW')
    assert.equal(await bookMyself(town, elsewhere, await type(false)), 'booked')
    assert.deepEqual(await codes(town), ['ARRIVE'])
    assert.deepInclude(await catchUp(town.municipality, today()), { visits: 1, recorded: 0 })
    assert.isEmpty(await steps(town))
  })

  test('the page that ends a counter says how many cards have to leave it [R121]', async ({
    assert,
  }) => {
    const town = await townTogether()
    const { municipality, main, branch, staff } = town
    const visitor = await signedIn(municipality.slug, staff)
    const end = async ({ id }: { id: string }) =>
      (await visitor.get(`/${municipality.slug}/staff/schedule/${id}/end`)).words()
    assert.include(await end(main), 'この窓口にカードが1枚あります')
    assert.notInclude(await end(branch), 'カードが')
  })

  test('without the progress system nobody is bound', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const [elsewhere] = await createSlots(town.municipality, town.branch)
    assert.equal(await bookMyself(town, elsewhere), 'booked')
  })
})
