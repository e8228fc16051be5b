import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { reservationMade, visitOf } from '#modules/reservation/api'
import { countReservations } from '#tests/support/seats'
import { createSlots, setSettings, switchModule } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import {
  bookForCard,
  bookMyself,
  cancelReservation,
  changeReservation,
  markArrival,
  townTogether,
  undoArrival,
  type TownTogether,
} from '#tests/support/together'
import follow from '../listeners/follow_visit.js'
import shelfOf from '../shelf_of.js'
import { stepsLeft, type VisitStep } from '../visit_steps.js'
import { cardRow, eventRows, recordAll, refusal } from './support.js'

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
    return rows as { code: string; round: number; refused: string | null; seq: number | null }[]
  })

const day = (n: number) => new Date(Date.UTC(2027, 0, n))

test.group('card-progress/together › what is left to tell', () => {
  const booked = (round: number, at = day(1)): VisitStep => ({
    code: 'RESERVE',
    round,
    visitAt: at,
  })

  test('a booking, then how it ended, each once', ({ assert }) => {
    const left = stepsLeft({ state: 'reserved', startsAt: day(1) }, [])
    assert.deepEqual(left, [booked(1)])
    assert.deepEqual(stepsLeft({ state: 'reserved', startsAt: day(1) }, left), [])
    const ended = stepsLeft({ state: 'cancelled', startsAt: day(1) }, left)
    assert.deepEqual(ended, [{ code: 'RESV_CANCEL', round: 1, visitAt: day(1) }])
    assert.deepEqual(stepsLeft({ state: 'cancelled', startsAt: day(1) }, [...left, ...ended]), [])
  })

  test('a cancellation heard before the booking tells both in order', ({ assert }) => {
    const left = stepsLeft({ state: 'cancelled', startsAt: day(1) }, [])
    assert.deepEqual(
      left.map(({ code }) => code),
      ['RESERVE', 'RESV_CANCEL']
    )
  })

  test('there and back again is told each time', ({ assert }) => {
    const told = [booked(1), booked(2, day(2))]
    assert.deepEqual(stepsLeft({ state: 'reserved', startsAt: day(1) }, told), [booked(3)])
  })
})

test.group('card-progress/together', () => {
  test('booking, change and arrival become events of the card', async ({ assert }) => {
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
    assert.isNull((await cardRow(town.municipality, town.card)).reserved_at)
  })

  test('a cancellation and a no-show do too', async ({ assert }) => {
    const town = await townTogether()
    const first = await bookForCard(town)
    await inTown(town, () => cancelReservation({ id: first }))
    const second = await bookForCard(town, { slotId: town.slots[1] })
    await inTown(town, () =>
      db.rawQuery("UPDATE reservations SET state = 'no_show', settled_at = now() WHERE id = ?", [
        second,
      ])
    )
    await tellAgain(town, second)
    const all = ['ARRIVE', 'RESERVE', 'RESV_CANCEL', 'RESERVE', 'NOSHOW']
    assert.deepEqual(await codes(town), all)
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

  test('an arrival taken back and marked again is one visit', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    await inTown(town, () => markArrival(id))
    await inTown(town, () => undoArrival(id))
    await inTown(town, () => markArrival(id))
    assert.deepEqual(await codes(town), ['ARRIVE', 'RESERVE', 'VISIT'])
  })

  test('what the rules warn of is recorded with the reason that it came by itself', async ({
    assert,
  }) => {
    const town = await townTogether(undefined, { arrive: false })
    await bookForCard(town)
    const [event] = await eventRows(town.municipality, town.card)
    assert.equal(event.code, 'RESERVE')
    assert.equal(event.verdict, 'warn')
    assert.equal(event.reason, '予約の受付による自動登録')
  })

  test('what cannot be recorded leaves the booking and a note on the card', async ({ assert }) => {
    const town = await townTogether()
    await recordAll(town.municipality, town.card, 'LOST')
    await bookForCard(town)
    assert.equal(await countReservations(town.municipality, 'reserved'), 1)
    assert.deepEqual(await codes(town), ['ARRIVE', 'LOST'])
    assert.equal((await steps(town))[0].refused, 'lost')
    const visitor = await signedIn(town.municipality.slug, town.staff)
    const page = await visitor.get(`/${town.municipality.slug}/staff/progress/cards/${town.card}`)
    assert.include(page.words(), '登録できなかった予約の動き')
    assert.include(page.words(), '所在不明のカードです')
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
    assert.equal((await steps(town)).at(-1)!.refused, 'not_live')
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
    const sheet = await visitor.submit(visits, /visits\/sheet$/, { counter: main.id })
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

  test('a card that is at another counter, or on its way, says where', async ({ assert }) => {
    const town = await townTogether()
    const id = await bookForCard(town)
    const ask = () =>
      inTown(town, async () =>
        (await shelfOf([{ reservationId: id, counterId: town.main.id }])).get(id)
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
    await change()
    assert.equal((await inTown(town, () => visitOf(id)))!.counterId, town.branch.id)
  })

  test('without the progress system nobody is bound', async ({ assert }) => {
    const town = await townTogether(['reservation', 'accounts'])
    const [elsewhere] = await createSlots(town.municipality, town.branch)
    assert.equal(await bookMyself(town, elsewhere), 'booked')
  })
})
