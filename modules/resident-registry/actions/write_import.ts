import { AsyncLocalStorage } from 'node:async_hooks'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_IMPORT_MOVED_ON } from '../errors.js'
import { NUMBER } from '../import_columns.js'
import { forgetPieces, rowsOf } from '../import_pieces.js'
import { mergeImportRow } from '../merge_import_row.js'
import { residentsByNumber } from '../queries/residents_by_number.js'
import { numberKey } from '../resident.js'
import type { ImportRow, ResidentImport } from '../resident_import.js'
import { storeResidents, type ResidentToStore } from './store_residents.js'

interface Written {
  added: number
  changed: number
}

/**
 * Writes what was checked into the register. All or nothing is one transaction:
 * nobody sees any of it before all of it is there, and whatever kills it
 * leaves nothing. Otherwise each piece is committed with how far it came. Either
 * way, killed and started again it ends with exactly the file's lines, because
 * a line the register has already is left alone.
 */
export async function writeImport(found: ResidentImport, municipality: Municipality) {
  const actor: Actor = { kind: 'staff', staffId: found.staffId, staffLogin: found.staffLogin }
  const run = <T>(work: () => Promise<T>) => tenancy.run(municipality, work, actor)
  /** Beside the transaction: inside, nobody would see the progress before the end. */
  const outside = AsyncLocalStorage.snapshot()
  const aside = (work: () => Promise<void>) => outside(() => run(work))
  try {
    if (found.whole) return await run(async () => writeWhole(found, aside))
    for (let n = found.writtenPieces; n < found.rowPieces; n++) {
      await run(async () => {
        /** First of all: it locks the import, so that two who are at it take turns. */
        await goOn(found.id, n)
        await count(found.id, await writePiece(found, n))
      })
    }
    await run(() => finish(found.id))
  } catch (error) {
    /** Cancelled meanwhile, or somebody else is at it. */
    if (!(error instanceof E_IMPORT_MOVED_ON)) throw error
  }
}

async function writeWhole(
  found: ResidentImport,
  aside: (work: () => Promise<void>) => Promise<void>
) {
  const { rows } = await db.rawQuery('SELECT pg_try_advisory_xact_lock(hashtext(?), ?) AS ours', [
    `import ${found.id}`,
    tenancy.current().municipalityId,
  ])
  if (!rows[0].ours) throw new E_IMPORT_MOVED_ON()
  const written: Written = { added: 0, changed: 0 }
  for (let n = 0; n < found.rowPieces; n++) {
    await aside(() => goOn(found.id))
    const { added, changed } = await writePiece(found, n)
    written.added += added
    written.changed += changed
    await aside(() => showProgress(found.id, n + 1))
  }
  await count(found.id, written)
  await finish(found.id)
}

async function writePiece(found: ResidentImport, n: number): Promise<Written> {
  const rows = await rowsOf(found.id, n)
  if (!rows) throw new E_IMPORT_MOVED_ON()
  const keys = found.columns.flatMap(({ target }) => (target && target !== NUMBER ? [target] : []))
  const residents = await toStore(rows, keys)
  const ids = await storeResidents(residents)
  await audit.recordEach('residents.import_record', 'resident', ids)
  const changed = residents.filter(({ before }) => before).length
  return { added: residents.length - changed, changed }
}

/** Compared once more: between checking and writing somebody may have changed the register. */
async function toStore(rows: ImportRow[], keys: string[]): Promise<ResidentToStore[]> {
  const known = await residentsByNumber(
    rows.map(({ number }) => number),
    { lock: true }
  )
  return rows.flatMap(({ number, values: read }): ResidentToStore | [] => {
    const before = known.get(numberKey(number))
    if (!before) return { number, values: read }
    const { values, changed } = mergeImportRow(before.values, read, keys)
    if (before.state === 'deregistered' || changed.length === 0) return []
    return { before, number: before.number, values }
  })
}

/** @param n the piece whose turn it has to be. @throws E_IMPORT_MOVED_ON */
async function goOn(id: string, n?: number) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports
        SET touched_at = now() ${n === undefined ? '' : ', written_pieces = written_pieces + 1'}
      WHERE municipality_id = ? AND id = ? AND state = 'writing'
            ${n === undefined ? '' : 'AND written_pieces = ?'}
      RETURNING id`,
    [tenancy.current().municipalityId, id, ...(n === undefined ? [] : [n])]
  )
  if (rows.length === 0) throw new E_IMPORT_MOVED_ON()
}

async function showProgress(id: string, pieces: number) {
  await db.rawQuery(
    'UPDATE resident_imports SET written_pieces = ? WHERE municipality_id = ? AND id = ?',
    [pieces, tenancy.current().municipalityId, id]
  )
}

async function count(id: string, { added, changed }: Written) {
  await db.rawQuery(
    `UPDATE resident_imports
        SET written_new = written_new + ?, written_changed = written_changed + ?
      WHERE municipality_id = ? AND id = ?`,
    [added, changed, tenancy.current().municipalityId, id]
  )
}

/** @throws E_IMPORT_MOVED_ON when it was cancelled at the last moment: all or nothing is nothing then */
async function finish(id: string) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports SET state = 'done', ended_at = now(), touched_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'writing'
      RETURNING written_new AS added, written_changed AS changed, wrong_lines AS wrong`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) throw new E_IMPORT_MOVED_ON()
  await forgetPieces(id)
  await audit.record({
    action: 'residents.import',
    subject: { type: 'import', id },
    detail: rows[0],
  })
}
