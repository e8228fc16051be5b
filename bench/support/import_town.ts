import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import iconv from 'iconv-lite'
import type pg from 'pg'
import type { BirthDate } from '#modules/resident-registry/birth_date'
import type { Municipality } from '#app/tenancy/main'
import { lookAt } from './look_at.js'
import { peakMegabytes } from './memory.js'
import { rounded } from './report.js'
import type { Stage } from './stage.js'
import { syntheticResidents } from './synthetic_residents.js'

export const IMPORTED = Number(process.env.IMPORTED ?? 100_000)

const COLUMNS = [
  ...['宛名番号', '氏名', 'フリガナ', '性別', '生年月日', '郵便番号', '住所'],
  ...['都道府県', '市区町村', '町字', '番地', '方書（建物・部屋）', '電話番号', 'メールアドレス'],
]
const KEYS = [
  ...['name', 'kana', 'sex', 'birth_date', 'postal_code', 'address'],
  ...['prefecture', 'city', 'town', 'block', 'building', 'phone', 'email'],
]

/**
 * A file of residents on its way into the register, as an office does it: sent,
 * checked, written by a worker, while residents look at the public pages of a
 * server beside it. Then the same into another town, with the worker killed
 * half-way and started again.
 *
 * @param page the path residents look at meanwhile
 */
export async function importTown(stage: Stage, owner: pg.Client, page: string) {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-import-'))
  const path = join(folder, 'residents.csv')
  await writeFile(path, iconv.encode(csvText(), 'cp932'))
  const server = await stage.serveBuild()
  try {
    const looking = lookAt(`${server}${page}`)
    const measured = await importUndisturbed(stage, owner, path)
    const pages = await looking.end()
    const again = await importKilled(stage, owner, path)
    return { ...measured, pages_p95_ms: rounded(pages, 1), ...again }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function csvText(): string {
  const lines = [COLUMNS.join(',')]
  for (const { number, values } of syntheticResidents(IMPORTED)) {
    const cells = KEYS.map((key) => {
      const value = values[key]
      return typeof value === 'string' ? value : ((value as unknown as BirthDate)?.text ?? '')
    })
    lines.push([number, ...cells].join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

async function importUndisturbed(stage: Stage, owner: pg.Client, path: string) {
  const town = await addTown(owner, '990043', 'import')
  const worker = stage.work()
  await untilWorking(owner)
  const started = performance.now()
  const id = await send(town, path)
  const sent = performance.now()
  await untilState(owner, id, 'checked')
  const checked = performance.now()
  const whenChecked = peakMegabytes(worker.pid!)
  await write(town, id, true)
  await untilState(owner, id, 'done')
  const ended = performance.now()
  const most = peakMegabytes(worker.pid!)
  await kill(worker)
  await everybodyOnce(owner, town)
  return {
    seconds: rounded((ended - started) / 1000, 1),
    sent_seconds: rounded((sent - started) / 1000, 1),
    checked_seconds: rounded((checked - sent) / 1000, 1),
    written_seconds: rounded((ended - checked) / 1000, 1),
    worker_megabytes: rounded(most),
    worker_megabytes_checked: rounded(whenChecked),
  }
}

/** @throws Error unless it ends with exactly the file's lines */
async function importKilled(stage: Stage, owner: pg.Client, path: string) {
  const town = await addTown(owner, '990051', 'killed')
  let worker = stage.work()
  const id = await send(town, path)
  await untilPieces(owner, id, 'checked_pieces', 'file_pieces')
  await kill(worker)
  worker = stage.work()
  await untilState(owner, id, 'checked', 200)
  await write(town, id, false)
  await untilPieces(owner, id, 'written_pieces', 'row_pieces')
  await kill(worker)
  const half = await residentsOf(owner, town)
  worker = stage.work()
  await untilState(owner, id, 'done', 200)
  await kill(worker)
  await everybodyOnce(owner, town)
  return { there_when_killed: half.n, there_in_the_end: IMPORTED }
}

async function addTown(owner: pg.Client, code: string, slug: string): Promise<Municipality> {
  const { rows } = await owner.query(
    `INSERT INTO municipalities (code, slug, name, name_kana)
     VALUES ($1, $2, '取込市', 'トリコミシ') RETURNING id`,
    [code, slug]
  )
  const { id } = rows[0]
  await owner.query(
    `INSERT INTO municipality_modules (municipality_id, module_id, enabled)
     VALUES ($1, 'resident-registry', true)`,
    [id]
  )
  await owner.query(
    `INSERT INTO staff_members (municipality_id, login_id, name, role, password_hash, password_is_temporary)
     VALUES ($1, 'import', '取込 太郎', 'system_administrator', '', false)`,
    [id]
  )
  const { municipalities } = await import('#app/tenancy/main')
  municipalities.forget()
  return municipalities.byId(id)
}

async function send(town: Municipality, path: string): Promise<string> {
  const { default: i18nManager } = await import('@adonisjs/i18n/services/main')
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { fieldSetOf } = await import('#app/fields/main')
  const { tenancy } = await import('#app/tenancy/main')
  const { residentSubject } = await import('#modules/resident-registry/resident_subject')
  const { takeImportFile } = await import('#modules/resident-registry/actions/take_import_file')
  const { startChecking } = await import('#modules/resident-registry/actions/start_import')
  const { findImport } = await import('#modules/resident-registry/queries/find_import')
  const fields = await fieldSetOf(residentSubject, town)
  const i18n = i18nManager.locale('ja')
  return tenancy.run(town, async () => {
    const { rows } = await db.rawQuery('SELECT id FROM staff_members', [])
    const staff = { id: rows[0].id, loginId: 'import', can: () => true }
    const id = await takeImportFile(path, { fields, i18n, staff })
    const found = await findImport(id)
    const left = found.columns.filter(({ target }) => !target)
    if (left.length > 0) throw new Error(`Not recognized: ${left.map(({ header }) => header)}`)
    await startChecking(found, found.columns)
    return id
  })
}

async function write(town: Municipality, id: string, whole: boolean) {
  const { tenancy } = await import('#app/tenancy/main')
  const { startWriting } = await import('#modules/resident-registry/actions/start_import')
  await tenancy.run(town, () => startWriting(id, whole))
}

async function importOf(owner: pg.Client, id: string) {
  const { rows } = await owner.query('SELECT * FROM resident_imports WHERE id = $1', [id])
  return rows[0]
}

async function untilState(owner: pg.Client, id: string, state: string, seconds = 300) {
  for (let i = 0; i < seconds * 10; i++) {
    const found = await importOf(owner, id)
    if (found.state === state) return
    if (found.state === 'refused') throw new Error(`Refused: ${found.refused_reason}`)
    await wait(100)
  }
  throw new Error(`The import is not ${state} after ${seconds} seconds.`)
}

/** Half-way. */
async function untilPieces(owner: pg.Client, id: string, done: string, of: string) {
  for (let i = 0; i < 3_000; i++) {
    const found = await importOf(owner, id)
    if (found[done] * 2 >= found[of] && found[done] > 0) return
    await wait(20)
  }
  throw new Error('The import came not half-way.')
}

async function untilWorking(owner: pg.Client) {
  for (let i = 0; i < 300; i++) {
    const { rows } = await owner.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'madoguchi jobs'
         AND query LIKE '%resident-registry%'`
    )
    if (rows[0].n > 0) return
    await wait(100)
  }
}

async function residentsOf(owner: pg.Client, { id }: Municipality) {
  const { rows } = await owner.query(
    'SELECT count(*)::int AS n, count(DISTINCT number)::int AS numbers FROM residents WHERE municipality_id = $1',
    [id]
  )
  return rows[0] as { n: number; numbers: number }
}

async function everybodyOnce(owner: pg.Client, town: Municipality) {
  const { n, numbers } = await residentsOf(owner, town)
  if (n !== IMPORTED || numbers !== IMPORTED) {
    throw new Error(`${n} residents with ${numbers} numbers came of ${IMPORTED} lines.`)
  }
}

async function kill(child: ChildProcess) {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
