import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import tendImports from '#modules/resident-registry/jobs/tend_imports'
import { check, csv } from '#modules/resident-registry/tests/import_support'
import { office } from '#modules/resident-registry/tests/support'
import { ServerProcess } from '#tests/support/server_process'

const LINES = 12_000

const lines = Array.from(
  { length: LINES },
  (_, i) => `${i + 1},試験　${i + 1},シケン　タロウ,1,1960-01-02,試験市中央一丁目${i + 1}番1号,`
)

const inTown = async (municipality: Municipality, sql: string) =>
  tenancy.run(municipality, async () => (await db.rawQuery(sql)).rows[0])

const residents = async (municipality: Municipality) =>
  (await inTown(municipality, 'SELECT count(*)::int AS n FROM residents')).n as number

/** Waits until the import has come somewhere. */
async function until(municipality: Municipality, condition: string) {
  for (let i = 0; i < 1_200; i++) {
    if (await inTown(municipality, `SELECT FROM resident_imports WHERE ${condition}`)) return
    await wait(50)
  }
  throw new Error(`The import did not come to: ${condition}`)
}

test('an import of all or nothing whose worker is killed leaves nothing, and taken up again everything [PG3]', async ({
  assert,
}) => {
  const here = await office()
  const { municipality, visitor } = here
  const { page } = await check(here, csv(...lines))
  await visitor.submit(page, /write$/, { wrong_lines: 'none' })
  const worker = await ServerProcess.startWorker()
  await until(municipality, 'written_pieces > 0')
  await worker.end('SIGKILL')
  await until(municipality, `state = 'writing' AND written_pieces < row_pieces`)
  assert.equal(await residents(municipality), 0)

  await inTown(
    municipality,
    "UPDATE resident_imports SET touched_at = now() - interval '1 minute' RETURNING id"
  )
  await tendImports({ municipalityId: municipality.id })
  await until(municipality, `state = 'done'`)
  assert.equal(await residents(municipality), LINES)
}).timeout(180_000)
