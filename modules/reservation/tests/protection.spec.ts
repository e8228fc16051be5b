import { test } from '@japa/runner'
import { solveChallenge } from 'altcha-lib/v1'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { Visitor, type Answer } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { countReservations } from '#tests/support/seats'
import { createFullDay, dateOf } from '#tests/support/waitlist'
import { leftToWait, makeWaitTicket } from '../challenge.js'
import { makeBookingToken } from '../booking_token.js'

async function guardedTown() {
  const municipality = await createMunicipality()
  await setSettings(municipality.id, { 'reservation.challenge': true })
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter)
  const visitor = new Visitor()
  const page = await visitor.get(`/${municipality.slug}/slots/${slot}`)
  return { municipality, slot, visitor, page, holds: `/${municipality.slug}/holds` }
}

/** What a browser does with the puzzle of a page. */
async function solve(page: Answer): Promise<string> {
  const challenge = JSON.parse(atob(page.text.match(/data-challenge="([^"]+)"/)![1]))
  const { salt, algorithm, maxnumber } = challenge
  const solved = await solveChallenge(challenge.challenge, salt, algorithm, maxnumber).promise
  return btoa(JSON.stringify({ ...challenge, number: solved!.number }))
}

test.group('reservation/challenge', () => {
  test('a solved puzzle holds a seat, for the booking it was made for and no other', async ({
    assert,
  }) => {
    const { municipality, slot, visitor, page, holds } = await guardedTown()
    const solution = await solve(page)
    const other = await visitor.post(holds, { slot, token: makeBookingToken(), solution })
    assert.equal(other.status, 200)
    assert.equal(await countReservations(municipality, 'held'), 0)
    const held = await visitor.submit(page, /holds$/, { solution })
    assert.equal(held.status, 303)
    assert.equal(await countReservations(municipality, 'held'), 1)
  })

  test('a wrong, forged or missing solution holds nothing and asks to wait', async ({ assert }) => {
    const { municipality, visitor, page, holds } = await guardedTown()
    const solved = JSON.parse(atob(await solve(page)))
    const forged = (changes: object) => btoa(JSON.stringify({ ...solved, ...changes }))
    for (const solution of [
      '',
      'nonsense',
      forged({ number: solved.number + 1 }),
      forged({ signature: '00' }),
      forged({ salt: solved.salt.replace(/expires=\d+/, 'expires=9999999999') }),
    ]) {
      const answer = await visitor.submit(page, /holds$/, { solution })
      assert.include(answer.words(), 'しばらくお待ちください')
    }
    assert.equal((await visitor.get(holds)).status, 404)
    assert.equal(await countReservations(municipality, 'held'), 0)
  })

  test('without JavaScript somebody waits and presses again; pressing too early waits on', async ({
    assert,
  }) => {
    const { municipality, visitor, page, holds } = await guardedTown()
    const asked = await visitor.submit(page, /holds$/)
    assert.include(asked.words(), '8秒ほど待って')
    const early = await visitor.submit(asked, /holds$/)
    assert.include(early.words(), 'しばらくお待ちください')
    assert.equal(await countReservations(municipality, 'held'), 0)
    const { fields } = asked.forms().find(({ action }) => action.endsWith('/holds'))!
    assert.equal(early.forms()[0].fields.ticket, fields.ticket, 'the clock does not start again')
    await new Promise((resolve) => setTimeout(resolve, 8_200))
    const held = await visitor.post(holds, fields)
    assert.equal(held.status, 303)
    assert.equal(await countReservations(municipality, 'held'), 1)
  }).timeout(20_000)

  test('the waitlist is guarded like the booking', async ({ assert }) => {
    const municipality = await createMunicipality()
    const line = await createFullDay(municipality)
    await setSettings(municipality.id, { 'reservation.challenge': true })
    const waiting = () =>
      tenancy.run(municipality, async () => {
        const { rows } = await db.rawQuery('SELECT count(*)::int AS n FROM waitlist_entries')
        return rows[0].n as number
      })
    const day = await tenancy.run(municipality, () => dateOf(line.slot))
    const visitor = new Visitor()
    const page = await visitor.get(
      `/${municipality.slug}/waitlist?counter=${line.counter.code}&date=${day}`
    )
    const asked = await visitor.submit(page, /waitlist$/)
    assert.include(asked.words(), 'しばらくお待ちください')
    assert.include(asked.words(), 'キャンセル待ち')
    assert.equal(asked.forms()[0].fields.date, day)
    const early = await visitor.submit(asked, /waitlist$/)
    assert.include(early.words(), 'しばらくお待ちください')
    assert.equal(await waiting(), 1)
    const joined = await visitor.submit(page, /waitlist$/, { solution: await solve(page) })
    assert.equal(joined.status, 303)
    assert.equal(await waiting(), 2)
  })

  test('a ticket is for one booking', ({ assert }) => {
    const token = makeBookingToken()
    assert.isAbove(leftToWait(makeWaitTicket(token), token)!, 0)
    assert.isUndefined(leftToWait(makeWaitTicket(token), makeBookingToken()))
    assert.isUndefined(leftToWait('nonsense', token))
  })

  test('nothing of it is there where the municipality has not switched it on', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [slot] = await createSlots(municipality, counter)
    const resident = new Resident(new Visitor(), municipality.slug)
    const page = await resident.visitor.get(`/${municipality.slug}/slots/${slot}`)
    assert.notInclude(page.text, 'data-challenge')
    assert.isNotNull(await resident.hold(slot))
  })
})

test.group('reservation/look-up throttle', () => {
  test('people who know their key are let in, however many at one address do not', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality)
    const [slot] = await createSlots(municipality, counter, { capacity: 50 })
    const resident = new Resident(new Visitor(), municipality.slug)
    const booked = []
    for (let i = 0; i < 40; i++) booked.push((await resident.book(slot))!)
    for (const one of booked) assert.isNotNull(await resident.open(one))
    for (const one of booked) assert.isNotNull(await resident.open(one))
  }).timeout(30_000)

  test('many keys guessed from one address are stopped with a sentence', async ({ assert }) => {
    const municipality = await createMunicipality()
    const visitor = new Visitor()
    const statuses = []
    for (let i = 0; i < 32; i++) {
      const answer = await visitor.post(`/${municipality.slug}/look-up`, {
        number: '1',
        key: `GUESS${i}`,
      })
      statuses.push(answer.status)
      if (answer.status === 429) assert.include(answer.words(), 'しばらく')
    }
    assert.deepEqual(statuses.slice(28), [422, 422, 429, 429])
  })
})
