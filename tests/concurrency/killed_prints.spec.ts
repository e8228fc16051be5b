import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { startNode } from '#app/runtime/child'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { startPrint } from '#modules/printing/actions/start_print'
import makePrint from '#modules/printing/jobs/make_print'
import tendPrints from '#modules/printing/jobs/tend_prints'
import { findPart } from '#modules/printing/queries/find_part'
import { findPrint } from '#modules/printing/queries/list_prints'
import { COMMON_SHEETS } from '#modules/printing/sheet'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { readTexts } from '#tests/support/read_pdf'
import { storeResidents } from '#tests/support/residents'

const PROCESS = fileURLToPath(new URL('../support/print_process.ts', import.meta.url))

/** Four parts of six hundred, and one of the rest. */
const RESIDENTS = 2_500

async function office() {
  const municipality = await createMunicipality({ modules: ['resident-registry', 'printing'] })
  const staff = await createStaff(municipality, 'system_administrator')
  await tenancy.run(municipality, () =>
    storeResidents(
      Array.from({ length: RESIDENTS }, (_, i) => ({
        number: String(i + 1).padStart(5, '0'),
        values: {
          ...{ name: `試験　${nameOf(i)}`, kana: 'シケン', postal_code: '9990001' },
          ...{ address: `試験町中央${i + 1}番1号`, town: '中央', block: `${i + 1}番1号` },
        },
      }))
    )
  )
  const begin = () =>
    tenancy.run(municipality, () =>
      startPrint({
        ...{ kind: 'labels', selection: { by: 'everybody' }, staffId: staff.id, keepDays: 7 },
        layout: {
          ...{ sheet: COMMON_SHEETS[0], printer: null, offset: { x: 0, y: 0 }, start: 5 },
          ...{ order: 'number', honorific: '様', mark: 'none', points: 8 },
        } as any,
      })
    )
  return { municipality, begin }
}

const nameOf = (i: number) => `${String(i + 1).padStart(5, '0')}郎`

/** Starts a print in a process of its own and waits until it is at work. */
async function start({ id }: Municipality, jobId: string) {
  const child = startNode(['--import=@poppinss/ts-exec', PROCESS, String(id), jobId], {
    output: 'inherit',
  })
  const exited = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`The print's process ended at once with ${code}`)
    }),
  ])
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

const show = (municipality: Municipality, id: string) =>
  tenancy.run(municipality, () => findPrint(id))

/** Everybody's name, once for each label of all the parts together. */
async function namesPrinted(municipality: Municipality, id: string): Promise<string[]> {
  const names: string[] = []
  for (const { number } of (await show(municipality, id)).parts) {
    const { pdf } = await tenancy.run(municipality, () => findPart(id, number))
    const text = (await readTexts(pdf)).map((one) => one.text).join('')
    names.push(...(text.match(/\d{5}郎/g) ?? []))
  }
  return names.sort()
}

const EVERYBODY = Array.from({ length: RESIDENTS }, (_, i) => nameOf(i))

/** As if so many seconds had gone by. */
const later = (municipality: Municipality, seconds: number) =>
  tenancy.run(municipality, () =>
    db.rawQuery('UPDATE print_jobs SET touched_at = touched_at - make_interval(secs => ?)', [
      seconds,
    ])
  )

const jobsWaiting = async ({ id }: Municipality) => {
  const { rows } = await db.connection('owner').rawQuery(
    `SELECT count(*)::int AS n FROM pgboss.job
      WHERE name = 'printing.make_print' AND (data ->> 'municipalityId')::int = ?`,
    [id]
  )
  return rows[0].n as number
}

test.group('a print killed outright', () => {
  test('at any moment, again and again: every label is in the files once', async ({ assert }) => {
    const { municipality, begin } = await office()
    const id = await begin()
    const done = async () => (await show(municipality, id)).printed
    const moments: number[] = []
    for (let kill = 0; kill < 5 && (await done()) < RESIDENTS; kill++) {
      const job = await start(municipality, id)
      moments.push(await done())
      await wait(200 + Math.random() * 2_500)
      await job.kill()
    }
    assert.isAbove(moments.length, 1)
    await Promise.all([1, 2].map(() => makePrint({ municipalityId: municipality.id, jobId: id })))
    const { printed, state } = await show(municipality, id)
    assert.deepEqual([state, printed], ['done', RESIDENTS], `killed at ${moments}`)
    assert.deepEqual(await namesPrinted(municipality, id), EVERYBODY)
    assert.lengthOf(await entriesOf(municipality, 'residents.print'), 1, 'arranged once')
  }).timeout(280_000)

  test('is missed within two minutes and taken up once', async ({ assert }) => {
    const { municipality, begin } = await office()
    const id = await begin()
    const job = await start(municipality, id)
    await wait(300)
    await job.kill()
    const tend = () => tendPrints({ municipalityId: municipality.id })
    await tend()
    assert.equal(await jobsWaiting(municipality), 1, 'somebody may be at it')
    await later(municipality, 120)
    await Promise.all([tend(), tend()])
    assert.equal(await jobsWaiting(municipality), 2)
    await tend()
    assert.equal(await jobsWaiting(municipality), 2, 'whoever takes it up gets the time for it')
  }).timeout(120_000)
})
