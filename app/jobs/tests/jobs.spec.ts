import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { enqueue } from '../main.js'
import { tenancy } from '#app/tenancy/main'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { Visitor } from '#tests/support/browserless'
import { countReservations, expireHolds } from '#tests/support/seats'
import { ServerProcess } from '#tests/support/server_process'

const waiting = async (municipalityId: number) => {
  const { rows } = await db
    .connection('system')
    .rawQuery(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE (data->>'municipalityId')::int = ?`,
      [municipalityId]
    )
  return rows[0].n as number
}

const waitingOf = async (name: string) => {
  const { rows } = await db
    .connection('system')
    .rawQuery("SELECT count(*)::int AS n FROM pgboss.job WHERE name = ? AND state = 'created'", [
      name,
    ])
  return rows[0].n as number
}

test.group('jobs', () => {
  test('a job exists exactly when the change it follows does', async ({ assert }) => {
    const municipality = await createMunicipality()
    await tenancy
      .run(municipality, async () => {
        await enqueue('core.seal_audit_log')
        throw new Error('rolled back')
      })
      .catch(() => {})
    assert.equal(await waiting(municipality.id), 0)
    await tenancy.run(municipality, () => enqueue('core.seal_audit_log'))
    assert.equal(await waiting(municipality.id), 1)
  })

  test('the app role can add jobs and read none', async ({ assert }) => {
    const municipality = await createMunicipality()
    await assert.rejects(
      () => tenancy.run(municipality, () => db.rawQuery('SELECT data FROM pgboss.job')),
      /permission denied/
    )
  })

  test('a worker in a process of its own does the work and goes when told', async ({ assert }) => {
    const municipality = await createMunicipality()
    const [slot] = await createSlots(municipality, await createCounter(municipality))
    const resident = new Resident(new Visitor(), municipality.slug)
    await resident.hold(slot)
    await expireHolds(municipality)
    await app.container.make('jobs')
    await tenancy.run(municipality, () => enqueue('reservation.release_expired_holds'))
    const worker = await ServerProcess.startWorker()
    try {
      for (let i = 0; i < 100 && (await countReservations(municipality, 'held')) > 0; i++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      assert.equal(await countReservations(municipality, 'lapsed'), 1)
    } finally {
      assert.equal(await worker.end(), 0)
    }
  }).timeout(60_000)

  test('what many municipalities wait for is done without a pause in between', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const name = 'core.seal_audit_log'
    for (let i = 0; i < 100; i++) await tenancy.run(municipality, () => enqueue(name))
    /** What the queue counts of itself once a minute. */
    await db
      .connection('system')
      .rawQuery('UPDATE pgboss.queue SET ready_count = 100 WHERE name = ?', [name])
    const worker = await ServerProcess.startWorker()
    try {
      const began = Date.now()
      while ((await waitingOf(name)) > 0 && Date.now() - began < 30_000) {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      assert.equal(await waitingOf(name), 0)
    } finally {
      assert.equal(await worker.end(), 0)
    }
  }).timeout(60_000)
})
