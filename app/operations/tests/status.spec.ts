import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tamper } from '#app/audit/tests/support'
import { suspendMunicipality, tenancy } from '#app/tenancy/main'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { ServerProcess } from '#tests/support/server_process'
import { Visitor } from '#tests/support/browserless'
import { Resident } from '#tests/support/resident'
import { readStatus } from '../queries/read_status.js'

const TOKEN = 'a token of the tests'

async function ask(server: ServerProcess, path: string, token = TOKEN) {
  return fetch(`${server.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })
}

test.group('operations/status [R112] [R114]', () => {
  test('does not exist where no token is configured', async ({ assert }) => {
    for (const path of ['/status', '/metrics']) {
      assert.equal((await new Visitor().get(path)).status, 404)
    }
  })

  test('tells whoever has the token what is wrong where, by code and without names', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const counter = await createCounter(municipality, { name: '秘密の窓口' })
    const [slot] = await createSlots(municipality, counter, { daysAhead: 20 })
    const server = await ServerProcess.start({ STATUS_TOKEN: TOKEN })
    try {
      assert.equal((await ask(server, '/status', 'a guess')).status, 401)
      const ours = async () => {
        const answer = await ask(server, '/status')
        const text = await answer.text()
        assert.notInclude(text, municipality.name)
        assert.notInclude(text, municipality.slug)
        assert.notInclude(text, '秘密の窓口')
        const { figures, wrong } = JSON.parse(text)
        const mine = (list: any[]) =>
          Object.fromEntries(
            list
              .filter(({ labels }) => labels.municipality === municipality.code)
              .map(({ id, value }) => [id, value])
          )
        return { status: answer.status, figures: mine(figures), wrong: mine(wrong) }
      }
      const well = await ours()
      assert.deepEqual(well.wrong, {})
      assert.containsSubset(well.figures, {
        'core.failed_mail': 0,
        'reservation.seats_out_of_balance': 0,
        'reservation.holds_past_their_time': 0,
        'reservation.published_days_ahead': 20,
      })

      await tenancy.run(municipality, async () => {
        await db.rawQuery('UPDATE slots SET taken = 1 WHERE municipality_id = ? AND id = ?', [
          municipality.id,
          slot,
        ])
        await db.rawQuery(
          `INSERT INTO mail_messages (municipality_id, template, state, recipient_hash)
           VALUES (?, 'test', 'failed', '\\x00')`,
          [municipality.id]
        )
      })
      const broken = await ours()
      assert.equal(broken.status, 503)
      assert.deepEqual(broken.wrong, {
        'core.failed_mail': 1,
        'reservation.seats_out_of_balance': 1,
      })
    } finally {
      await server.end()
    }
  })

  test('comes for Prometheus with response times of every answer', async ({ assert }) => {
    const municipality = await createMunicipality()
    const server = await ServerProcess.start({ STATUS_TOKEN: TOKEN })
    try {
      for (let i = 0; i < 5; i++) await fetch(`${server.baseUrl}/${municipality.slug}/calendar`)
      await fetch(`${server.baseUrl}/nowhere/at-all`)
      const answer = await ask(server, '/metrics')
      assert.match(answer.headers.get('content-type')!, /^text\/plain/)
      const text = await answer.text()
      assert.include(
        text,
        `madoguchi_reservation_published_days_ahead{municipality="${municipality.code}"} -1`
      )
      assert.include(
        text,
        `madoguchi_ok{figure="reservation.published_days_ahead",municipality="${municipality.code}"} 0`
      )
      assert.match(text, /madoguchi_core_jobs_waiting\{job="core.send_mail"\} \d+/)
      const count = (status: string) =>
        Number(text.match(`duration_seconds_count\\{status="${status}"\\} (\\d+)`)![1])
      assert.isAtLeast(count('2xx'), 5)
      assert.isAtLeast(count('4xx'), 1)
      const [, all] = text.match(/bucket\{status="2xx",le="\+Inf"\} (\d+)/)!
      assert.equal(Number(all), count('2xx'))
      for (const line of text.trim().split('\n')) {
        assert.match(line, /^(# (HELP|TYPE) |madoguchi_\w+(\{[^}]*\})? -?[\d.e+-]+$)/)
      }
    } finally {
      await server.end()
    }
  })
})

/** A figure as it is read now. */
async function figure(id: string, labels: Record<string, string>) {
  const found = (await readStatus()).find(
    (reading) =>
      reading.id === id &&
      Object.entries(labels).every(([name, value]) => reading.labels[name] === value)
  )
  return { ok: found!.ok, value: found!.value }
}

const sql = (municipality: { id: number }, statement: string) =>
  tenancy.run(municipality, () => db.rawQuery(statement))

/** Each invariant of a municipality, with what is still well and what breaks it. */
const INVARIANTS: {
  id: string
  well: (town: Town) => Promise<unknown>
  broken: (town: Town) => Promise<unknown>
}[] = [
  {
    id: 'reservation.seats_out_of_balance',
    well: ({ hold }) => hold(),
    broken: ({ municipality }) => sql(municipality, 'UPDATE slots SET taken = taken + 1'),
  },
  {
    id: 'reservation.holds_past_their_time',
    well: async ({ hold, municipality }) => {
      await hold()
      await expire(municipality, '9 minutes')
    },
    broken: ({ municipality }) => expire(municipality, '11 minutes'),
  },
  {
    id: 'reservation.published_days_ahead',
    well: ({ municipality }) => sql(municipality, 'UPDATE slots SET visit_date = visit_date - 13'),
    broken: ({ municipality }) => sql(municipality, 'UPDATE slots SET visit_date = visit_date - 1'),
  },
  {
    id: 'core.audit_unsealed_seconds',
    well: ({ municipality }) => age(municipality, '14 minutes'),
    broken: ({ municipality }) => age(municipality, '2 minutes'),
  },
]

type Town = Awaited<ReturnType<typeof townWithSlot>>

async function townWithSlot() {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter, { daysAhead: 20 })
  await tenancy.run(municipality, () => audit.sealEntries())
  return { municipality, hold: () => new Resident(new Visitor(), municipality.slug).hold(slot) }
}

const expire = (municipality: { id: number }, ago: string) =>
  sql(
    municipality,
    `UPDATE reservations SET hold_expires_at = now() - interval '${ago}' WHERE state = 'held'`
  )

/** Makes what is not sealed older, one entry at least. */
async function age(municipality: { id: number }, by: string) {
  await tenancy.run(municipality, () => audit.record({ action: 'test.write' }))
  await tamper(
    municipality,
    `UPDATE audit_entries SET recorded_at = recorded_at - interval '${by}'`
  )
}

test.group('operations/invariants a monitor watches [R112] [R114]', () => {
  test('{id} is well until it is broken')
    .with(INVARIANTS)
    .run(async ({ assert }, { id, well, broken }) => {
      const town = await townWithSlot()
      const labels = { municipality: town.municipality.code }
      await well(town)
      assert.isTrue((await figure(id, labels)).ok)
      await broken(town)
      assert.isFalse((await figure(id, labels)).ok)
    })

  test('the age of the queue, what gave up, and that somebody works', async ({ assert }) => {
    const system = db.connection('system')
    /** Nobody adds one of these here. */
    const job = 'core.mend_exchange_file'
    const add = (columns: string, values: string) =>
      system.rawQuery(`INSERT INTO pgboss.job (name, ${columns}) VALUES ('${job}', ${values})`)
    const isWell = async (id: string) => (await figure(id, { job })).ok
    try {
      await add('start_after', "now() - interval '4 minutes'")
      assert.isTrue(await isWell('core.jobs_oldest_seconds'))
      await add('start_after', "now() - interval '6 minutes'")
      assert.isFalse(await isWell('core.jobs_oldest_seconds'))

      assert.isTrue(await isWell('core.jobs_failed'))
      await add('state, completed_on', "'failed', now()")
      assert.isFalse(await isWell('core.jobs_failed'))

      const rested = async () => (await figure('core.jobs_last_done_seconds', {})).ok
      await add('state, completed_on', "'completed', now() - interval '4 minutes'")
      assert.isTrue(await rested())
      await system.rawQuery(
        "UPDATE pgboss.job SET completed_on = now() - interval '6 minutes' WHERE state = 'completed'"
      )
      assert.isFalse(await rested())
    } finally {
      await system.rawQuery('DELETE FROM pgboss.job WHERE name = ?', [job])
    }
  })

  test('asks nothing of a suspended municipality but what must go on there', async ({ assert }) => {
    const municipality = await createMunicipality()
    await suspendMunicipality(municipality.id, true)
    const ids = (await readStatus())
      .filter(({ labels }) => labels.municipality === municipality.code)
      .map(({ id }) => id)
    assert.deepEqual(ids, ['core.failed_mail', 'core.audit_unsealed_seconds'])
  })
})
