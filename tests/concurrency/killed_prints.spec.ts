import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { readReadableCode } from '#app/exchange/main'
import { startNode } from '#app/runtime/child'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { startPrint } from '#modules/printing/actions/start_print'
import makePrint from '#modules/printing/jobs/make_print'
import tendPrints from '#modules/printing/jobs/tend_prints'
import { WINDOW_LETTER } from '#modules/printing/letter_layout'
import { newLetterPrint } from '#modules/printing/new_letter_print'
import type { KindName } from '#modules/printing/print_kinds'
import type { PrintLayout } from '#modules/printing/print_layout'
import { findPart } from '#modules/printing/queries/find_part'
import { findPrint } from '#modules/printing/queries/list_prints'
import { COMMON_SHEETS } from '#modules/printing/sheet'
import { STARTERS } from '#modules/printing/starter_wordings'
import { initialPasswordHash } from '#tests/support/account'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { readTexts, type ReadText } from '#tests/support/read_pdf'
import { assignMissingLinkCodes, storeResidents } from '#tests/support/residents'

const PROCESS = fileURLToPath(new URL('../support/print_process.ts', import.meta.url))

/** Four parts of six hundred, and one of the rest. */
const RESIDENTS = 2_500

/** Four parts of a hundred letters, and one of the rest. */
const LETTERS = 450

async function office(residents = RESIDENTS, modules: string[] = []) {
  const municipality = await createMunicipality({
    modules: ['resident-registry', 'printing', ...modules],
  })
  const staff = await createStaff(municipality, 'system_administrator')
  await tenancy.run(municipality, () =>
    storeResidents(
      Array.from({ length: residents }, (_, i) => ({
        number: String(i + 1).padStart(5, '0'),
        values: {
          ...{ name: `試験　${nameOf(i)}`, kana: 'シケン', postal_code: '9990001' },
          ...{ address: `試験町中央${i + 1}番1号`, town: '中央', block: `${i + 1}番1号` },
        },
      }))
    )
  )
  const begin = (kind: KindName, layout: PrintLayout) =>
    tenancy.run(municipality, () =>
      startPrint({ kind, selection: { by: 'everybody' }, staffId: staff.id, keepDays: 7, layout })
    )
  return { municipality, begin }
}

const LABELS = {
  ...{ sheet: COMMON_SHEETS[0], printer: null, offset: { x: 0, y: 0 }, start: 5 },
  ...{ order: 'number' as const, honorific: '様', mark: 'none' as const, points: 8 },
}

/** Letters with an ID and a password, also for those who have one. */
function credentialsOf(municipality: Municipality) {
  const { name, ...text } = STARTERS.credentials
  return newLetterPrint({
    wording: { ...text, name, id: randomUUID(), version: 1 },
    ...{ layout: WINDOW_LETTER, municipality, i18n: i18nManager.locale('ja') },
    how: {
      ...{ printer: null, offset: { x: 0, y: 0 }, order: 'number', honorific: '様' },
      ...{ mark: 'none', barcode: true, renew: true },
    },
  })
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

/** Kills a print up to five times while it is at work. @returns how many were printed at each */
async function killAgainAndAgain(municipality: Municipality, id: string, of: number) {
  const done = async () => (await show(municipality, id)).printed
  const moments: number[] = []
  for (let kill = 0; kill < 5 && (await done()) < of; kill++) {
    const job = await start(municipality, id)
    moments.push(await done())
    await wait(200 + Math.random() * 2_500)
    await job.kill()
  }
  return moments
}

/** The texts of each file of a print. */
async function filesOf(municipality: Municipality, id: string): Promise<ReadText[][]> {
  const files: ReadText[][] = []
  for (const { number } of (await show(municipality, id)).parts) {
    const { pdf } = await tenancy.run(municipality, () => findPart(id, number))
    files.push(await readTexts(pdf))
  }
  return files
}

/** Everybody's name, once for each label of all the parts together. */
async function namesPrinted(municipality: Municipality, id: string): Promise<string[]> {
  const files = await filesOf(municipality, id)
  return files
    .flatMap(
      (texts) =>
        texts
          .map(({ text }) => text)
          .join('')
          .match(/\d{5}郎/g) ?? []
    )
    .sort()
}

/** The ID and the password of each letter. */
async function credentialsPrinted(municipality: Municipality, id: string) {
  const files = await filesOf(municipality, id)
  return files.flatMap((texts) =>
    [...Map.groupBy(texts, ({ page }) => page).values()].map((page) => {
      const read = page.map(({ text }) => text).join('')
      const [userId, password] = read.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g)!
      return { userId: readReadableCode(userId)!, hash: initialPasswordHash(password) }
    })
  )
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
    const id = await begin('labels', LABELS)
    const moments = await killAgainAndAgain(municipality, id, RESIDENTS)
    assert.isAbove(moments.length, 1)
    await Promise.all([1, 2].map(() => makePrint({ municipalityId: municipality.id, jobId: id })))
    const { printed, state } = await show(municipality, id)
    assert.deepEqual([state, printed], ['done', RESIDENTS], `killed at ${moments}`)
    assert.deepEqual(await namesPrinted(municipality, id), EVERYBODY)
    assert.lengthOf(await entriesOf(municipality, 'residents.print'), 1, 'arranged once')
  }).timeout(280_000)

  test('of IDs and passwords: everybody has one letter, and its password opens the account', async ({
    assert,
  }) => {
    const { municipality, begin } = await office(LETTERS, ['reservation', 'accounts'])
    await tenancy.run(municipality, () => assignMissingLinkCodes())
    const id = await begin('credentials', credentialsOf(municipality))
    const moments = await killAgainAndAgain(municipality, id, LETTERS)
    assert.isAbove(moments.length, 1)
    await Promise.all([1, 2].map(() => makePrint({ municipalityId: municipality.id, jobId: id })))
    const { printed, state } = await show(municipality, id)
    assert.deepEqual([state, printed], ['done', LETTERS], `killed at ${moments}`)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT user_id AS "userId", initial_password_hash AS hash FROM accounts')
    )
    assert.lengthOf(rows, LETTERS)
    assert.sameDeepMembers(await credentialsPrinted(municipality, id), rows)
  }).timeout(280_000)

  test('is missed within two minutes and taken up once', async ({ assert }) => {
    const { municipality, begin } = await office()
    const id = await begin('labels', LABELS)
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
