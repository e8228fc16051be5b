import { AsyncLocalStorage } from 'node:async_hooks'
import db from '@adonisjs/lucid/services/db'
import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_IMPORT_MOVED_ON, E_IMPORT_REFUSED } from '../errors.js'
import { fieldsAmong } from '../import_columns.js'
import { forgetPieces, rowsOf } from '../import_pieces.js'
import { mergeImportRow } from '../merge_import_row.js'
import { residentsByNumber } from '../queries/residents_by_number.js'
import { codesWantedBy, whyNotGiven, type WantedCode } from '../queries/why_not_given.js'
import { numberKey } from '../resident.js'
import type { ImportRow, ResidentImport } from '../resident_import.js'
import { giveLinkCodes } from './assign_link_codes.js'
import { refuseImport } from './end_import.js'
import { keepMistakes, wrongLine, type WrongBesideOthers } from './keep_mistakes.js'
import { storeResidents, type ResidentToStore } from './store_residents.js'

interface Written {
  added: number
  changed: number
  /** What was right when it was checked and is not any more. */
  left: LeftOut[]
}

interface LeftOut {
  row: ImportRow
  what: WrongBesideOthers
}

/**
 * Writes what was checked into the register. All or nothing is one transaction:
 * nobody sees any of it before all of it is there, and whatever kills it
 * leaves nothing. Otherwise each piece is committed with how far it came. Either
 * way, killed and started again it ends with exactly the file's lines, because
 * a line the register has already is left alone.
 */
export async function writeImport(
  found: ResidentImport,
  { municipality, i18n }: { municipality: Municipality; i18n: I18n }
) {
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
        const written = await writePiece(found, n)
        await count(found.id, written)
        await keepMistakes(
          found.id,
          written.left.map(({ row, what }) => wrongLine(row.line, what, i18n))
        )
      })
    }
    await run(() => finish(found.id))
  } catch (error) {
    if (error instanceof E_IMPORT_REFUSED) {
      return run(() => refuseImport(found.id, error.line, error.reason))
    }
    /** Cancelled meanwhile, or somebody else is at it. */
    if (!(error instanceof E_IMPORT_MOVED_ON)) throw error
  }
}

/** @throws E_IMPORT_REFUSED when a line cannot be written any more */
async function writeWhole(
  found: ResidentImport,
  aside: (work: () => Promise<void>) => Promise<void>
) {
  const { rows } = await db.rawQuery('SELECT pg_try_advisory_xact_lock(hashtext(?), ?) AS ours', [
    `import ${found.id}`,
    tenancy.current().municipalityId,
  ])
  if (!rows[0].ours) throw new E_IMPORT_MOVED_ON()
  const written: Written = { added: 0, changed: 0, left: [] }
  for (let n = 0; n < found.rowPieces; n++) {
    await aside(() => goOn(found.id))
    const { added, changed, left } = await writePiece(found, n)
    if (left.length > 0) {
      const [{ row, what }] = left
      throw new E_IMPORT_REFUSED(row.line, what === 'deregistered' ? what : 'link_code')
    }
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
  const { residents, known, codes, left } = await toStore(rows, fieldsAmong(found.columns))
  const ids = await storeResidents(residents)
  const idOf = new Map([...known.values()].map(({ id, numberKey: key }) => [key, id]))
  residents.forEach(({ number }, i) => idOf.set(numberKey(number), ids[i]))
  const given = codes.map(({ number, code }) => ({ id: idOf.get(numberKey(number))!, code }))
  await giveLinkCodes(given)
  const touched = new Set([...ids, ...given.map(({ id }) => id)])
  await audit.recordEach('residents.import_record', 'resident', [...touched])
  const added = residents.filter(({ before }) => !before).length
  return { added, changed: touched.size - added, left }
}

/** Compared once more: between checking and writing somebody may have changed the register. */
async function toStore(rows: ImportRow[], keys: string[]) {
  const known = await residentsByNumber(
    rows.map(({ number }) => number),
    { lock: true }
  )
  const verdicts = await whyNotGiven(codesWantedBy(rows), { lock: true })
  const residents: ResidentToStore[] = []
  const codes: WantedCode[] = []
  const left: LeftOut[] = []
  for (const row of rows) {
    const before = known.get(numberKey(row.number))
    const code = row.linkCode ? verdicts.get(row.linkCode) : undefined
    if (before?.state === 'deregistered') left.push({ row, what: 'deregistered' })
    else if (code && code !== 'theirs') left.push({ row, what: `code_${code}` })
    else {
      if (code === null) codes.push({ number: row.number, code: row.linkCode! })
      if (!before) residents.push({ number: row.number, values: row.values })
      else {
        const { values, changed } = mergeImportRow(before.values, row.values, keys)
        if (changed.length > 0) residents.push({ before, number: before.number, values })
      }
    }
  }
  return { residents, known, codes, left }
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

/** A line left out is a wrong one, and no new or changed one any more. */
async function count(id: string, { added, changed, left }: Written) {
  const known = left.filter(({ row }) => row.changed).length
  await db.rawQuery(
    `UPDATE resident_imports
        SET written_new = written_new + ?, written_changed = written_changed + ?,
            wrong_lines = wrong_lines + ?, changed_lines = changed_lines - ?,
            new_lines = new_lines - ?
      WHERE municipality_id = ? AND id = ?`,
    [
      ...[added, changed, left.length, known, left.length - known],
      ...[tenancy.current().municipalityId, id],
    ]
  )
}

/** @throws E_IMPORT_MOVED_ON when it was cancelled at the last moment: all or nothing is nothing then */
async function finish(id: string) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports
        SET state = 'done', ended_at = now(), touched_at = now(), columns_sealed = NULL
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
