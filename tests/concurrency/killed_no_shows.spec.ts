import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { startNode } from '#app/runtime/child'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { markArrival } from '#modules/reservation/actions/mark_arrival'
import { makeBookingToken } from '#modules/reservation/booking_token'
import markNoShows from '#modules/reservation/jobs/mark_no_shows'
import { seatsOutOfBalance } from '#modules/reservation/queries/seats_out_of_balance'
import { HEARD, hearNoShows } from '#tests/support/hear_no_shows'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'

const PROCESS = fileURLToPath(new URL('../support/no_show_process.ts', import.meta.url))

/** Of each counter; every fifth came. */
const BOOKED = 50
const MISSED = 80

/** Two counters that closed two hours ago. */
async function closedOffice(): Promise<Municipality> {
  const municipality = await createMunicipality({ modules: ['reservation', 'ear'] })
  const staff = await createStaff(municipality, 'counter_clerk')
  for (const counter of [await createCounter(municipality), await createCounter(municipality)]) {
    await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(
        `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
         VALUES (?, ?, (now() AT TIME ZONE 'Asia/Tokyo')::date, now() + interval '1 minute',
                 now() + interval '31 minutes', ?) RETURNING id`,
        [municipality.id, counter.id, BOOKED]
      )
      for (let i = 0; i < BOOKED; i++) {
        const token = makeBookingToken()
        const booking = { slotId: rows[0].id, token, values: {}, staffId: staff.id }
        const { id } = await bookByProxy(booking)
        if (i % 5 === 0) await markArrival(id)
      }
    })
  }
  await later(municipality, 'slots', 'starts_at', 150)
  await later(municipality, 'slots', 'ends_at', 150)
  return municipality
}

/** As if so many minutes had gone by. */
const later = (municipality: Municipality, table: string, column: string, minutes: number) =>
  tenancy.run(municipality, () =>
    db.rawQuery(`UPDATE ${table} SET ${column} = ${column} - make_interval(mins => ?)`, [minutes])
  )
const afterMinutes = (municipality: Municipality) =>
  later(municipality, 'no_shows_to_tell', 'due_at', 10)

/** Starts the job in a process of its own and waits until it is at work. */
async function start(municipality: Municipality) {
  const child = startNode(['--import=@poppinss/ts-exec', PROCESS, String(municipality.id)], {
    output: 'inherit',
  })
  const exited = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`The job's process ended at once with ${code}`)
    }),
  ])
  return {
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

const again = (municipality: Municipality) => markNoShows({ municipalityId: municipality.id })

/** Everything the job is to have done, the same for every office. */
async function resultOf(municipality: Municipality) {
  return tenancy.run(municipality, async () => {
    const { rows: states } = await db.rawQuery(
      `SELECT state, settled_at IS NOT NULL AS settled, count(*)::int AS n FROM reservations
        GROUP BY 1, 2 ORDER BY 1, 2`
    )
    const { rows: entries } = await db.rawQuery(
      `SELECT action, count(*)::int AS n, count(DISTINCT subject_id)::int AS reservations
         FROM audit_entries WHERE action IN ('reservation.mark_no_show', ?)
        GROUP BY 1 ORDER BY 1`,
      [HEARD]
    )
    const { rows: left } = await db.rawQuery('SELECT count(*)::int AS n FROM no_shows_to_tell')
    return { states, entries, untold: left[0].n, unbalanced: await seatsOutOfBalance() }
  })
}

const heardIn = async (municipality: Municipality) =>
  (await resultOf(municipality)).entries.find(({ action }: any) => action === HEARD)?.n ?? 0

/** Waits for as long as nobody of this database waits for a lock. */
async function untilSomebodyIsStuck() {
  for (let i = 0; i < 500; i++) {
    const { rows } = await db.connection('owner').rawQuery(
      `SELECT count(*)::int AS n FROM pg_locks l
         JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database()
        WHERE NOT l.granted`
    )
    if (rows[0].n > 0) return
    await wait(10)
  }
  throw new Error('Nobody waited for the lock.')
}

/** Holds a lock of a municipality while something else happens. */
async function whileLocked(municipality: Municipality, sql: string, work: () => Promise<void>) {
  await tenancy.run(municipality, async () => {
    await db.rawQuery(sql, [])
    await work()
  })
}

test.group('the no-show job killed outright [R53]', (group) => {
  group.setup(() => hearNoShows())

  /** What it comes to when nobody disturbs it. */
  const undisturbed = {
    states: [
      { state: 'arrived', settled: true, n: 2 * BOOKED - MISSED },
      { state: 'no_show', settled: true, n: MISSED },
    ],
    entries: [
      { action: 'reservation.mark_no_show', n: MISSED, reservations: MISSED },
      { action: HEARD, n: MISSED, reservations: MISSED },
    ],
    untold: 0,
    unbalanced: [],
  }

  test('undisturbed, it marks and tells of everybody once', async ({ assert }) => {
    const municipality = await closedOffice()
    const [code] = await (await start(municipality)).exited
    assert.equal(code, 0)
    assert.deepEqual(await resultOf(municipality), undisturbed)
  })

  test('killed while it marks: nothing is done, and again, twice and late all of it once', async ({
    assert,
  }) => {
    const municipality = await closedOffice()
    const one = `SELECT 1 FROM reservations WHERE state = 'reserved'
                  ORDER BY counter_id DESC, reception_number DESC LIMIT 1 FOR UPDATE`
    await whileLocked(municipality, one, async () => {
      const job = await start(municipality)
      await untilSomebodyIsStuck()
      await job.kill()
    })
    const { entries, states } = await resultOf(municipality)
    assert.deepEqual(entries, [])
    assert.deepInclude(states, { state: 'reserved', settled: false, n: MISSED })
    await Promise.all([again(municipality), again(municipality)])
    assert.deepEqual(await resultOf(municipality), undisturbed)
    await afterMinutes(municipality)
    await again(municipality)
    assert.deepEqual(await resultOf(municipality), undisturbed)
  })

  test('killed while it tells: the next run tells the rest, a later one whoever was being told', async ({
    assert,
  }) => {
    const municipality = await closedOffice()
    const number = `SELECT pg_advisory_xact_lock(${municipality.id}, ${BOOKED / 2 + 2})`
    let heard = 0
    await whileLocked(municipality, number, async () => {
      const job = await start(municipality)
      await untilSomebodyIsStuck()
      heard = await heardIn(municipality)
      await job.kill()
    })
    assert.isAbove(heard, 0)
    assert.isBelow(heard, MISSED)
    await Promise.all([again(municipality), again(municipality)])
    assert.equal(await heardIn(municipality), MISSED - 1)
    await afterMinutes(municipality)
    await again(municipality)
    assert.deepEqual(await resultOf(municipality), undisturbed)
    await again(municipality)
    assert.deepEqual(await resultOf(municipality), undisturbed)
  })

  test('killed at any moment, again and again: everybody is marked once and nobody is forgotten', async ({
    assert,
  }) => {
    const municipality = await closedOffice()
    const moments = [20, 120, 250]
    for (const moment of moments) {
      const job = await start(municipality)
      await wait(moment)
      await job.kill()
      if (moment === moments[0]) assert.isBelow(await heardIn(municipality), MISSED)
      await afterMinutes(municipality)
    }
    await again(municipality)
    const { entries, ...rest } = await resultOf(municipality)
    assert.deepEqual(rest, {
      states: undisturbed.states,
      untold: undisturbed.untold,
      unbalanced: undisturbed.unbalanced,
    })
    assert.deepEqual(entries[0], undisturbed.entries[0])
    assert.equal(entries[1].reservations, MISSED)
    /** Whoever was being told of at the kill may be heard of twice. */
    assert.isAtMost(entries[1].n, MISSED + moments.length)
  })
})
