import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ProcedureType } from '#modules/reservation/procedure_type'
import { seatsOutOfBalance } from '#modules/reservation/queries/seats_out_of_balance'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  setSettings,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { Resident } from '#tests/support/resident'
import { ServerProcess } from '#tests/support/server_process'

const DESKS = 5
const QUOTA = 2

/** Who is at the counter in each quarter of an hour, from when visits begin and how long they take: not from the seats. */
async function crowds(municipality: Municipality, longType: string) {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `WITH visits AS (
         SELECT s.starts_at, s.starts_at + make_interval(mins => t.duration_minutes) AS ends_at, t.id AS type
           FROM reservations r
           JOIN slots s ON s.id = r.slot_id
           JOIN procedure_types t ON t.id = r.procedure_type_id
          WHERE r.state IN ('held', 'reserved'))
       SELECT count(v.type)::int AS people, count(v.type) FILTER (WHERE v.type = ?)::int AS long
         FROM slots s
         LEFT JOIN visits v ON v.starts_at < s.ends_at AND v.ends_at > s.starts_at
        GROUP BY s.id`,
      [longType]
    )
    return rows as { people: number; long: number }[]
  })
}

test.group(
  'visits of different lengths at one counter of five desks, two servers [R125]',
  (group) => {
    let servers: ServerProcess[]
    group.setup(async () => {
      servers = await Promise.all([ServerProcess.start(), ServerProcess.start()])
    })
    group.teardown(async () => {
      await Promise.all(servers.map((server) => server.end()))
    })

    test('240 families book, change and cancel at once: never six at the counter, never a third of the long type', async ({
      assert,
    }) => {
      const municipality = await createMunicipality()
      await setSettings(municipality.id, {
        'reservation.most_persons': 2,
        'reservation.party_manner': 'resident',
      })
      const counter = await createCounter(municipality)
      const slots = await createSlots(municipality, counter, {
        count: 12,
        capacity: DESKS,
        minutes: 15,
      })
      const types: ProcedureType[] = []
      for (const minutes of [15, 30, 60]) {
        const quota = minutes === 60 ? QUOTA : null
        const offers = [{ counterId: counter.id, offered: true, quota }]
        types.push(await createProcedureType(municipality, { minutes, offers }))
      }
      await Promise.all(servers.map((server) => server.knows(municipality.slug)))

      const outcomes = await Promise.all(
        Array.from({ length: 240 }, async (_, i) => {
          const visitor = new Visitor(servers[i % servers.length].baseUrl)
          const resident = new Resident(visitor, municipality.slug)
          const booked = await resident.book(slots[(i * 7) % slots.length], types[i % 3].code, {
            persons: String(1 + (i % 2)),
            manner: i % 3 ? 'parallel' : 'consecutive',
          })
          if (!booked || i % 4 > 1) return booked
          const page = await resident.open(booked)
          const sent = await visitor.post(
            i % 4 === 0 ? `${page}/cancel` : `${page}/change/${slots[(i * 5) % slots.length]}`,
            { who: i % 8 < 4 ? 'all' : '1' }
          )
          assert.include([303, 409], sent.status)
          return booked
        })
      )
      assert.isAbove(outcomes.filter(Boolean).length, 12, 'the counter must have been busy')
      const seen = await crowds(municipality, types[2].id)
      assert.lengthOf(seen, 12)
      for (const { people, long } of seen) {
        assert.isAtMost(people, DESKS)
        assert.isAtMost(long, QUOTA)
      }
      assert.isTrue(
        seen.some(({ people }) => people === DESKS),
        'the counter must have been full somewhere'
      )
      assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    }).timeout(60_000)
  }
)
