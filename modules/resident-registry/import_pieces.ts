import db from '@adonisjs/lucid/services/db'
import { keyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { ImportRow } from './resident_import.js'

type Kind = 'file' | 'rows'

/** What the names of an import's columns are encrypted for. */
export const columnsPurpose = (importId: string) => `import ${importId} columns`

/** A piece opens in its own place of its own import only. */
const purposeOf = (importId: string, kind: Kind, n: number) => `import ${importId} ${kind} ${n}`

async function keep(importId: string, kind: Kind, n: number, value: unknown) {
  await db.rawQuery(
    `INSERT INTO resident_import_pieces (municipality_id, import_id, kind, n, sealed)
     VALUES (?, ?, ?, ?, ?)`,
    [
      tenancy.current().municipalityId,
      ...[importId, kind, n],
      keyRing.seal(value, purposeOf(importId, kind, n)),
    ]
  )
}

async function open<T>(importId: string, kind: Kind, n: number): Promise<T | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT sealed FROM resident_import_pieces
      WHERE municipality_id = ? AND import_id = ? AND kind = ? AND n = ?`,
    [tenancy.current().municipalityId, importId, kind, n]
  )
  return rows[0] && keyRing.open<T>(rows[0].sealed, purposeOf(importId, kind, n))
}

export const keepFilePiece = (importId: string, n: number, bytes: Buffer) =>
  keep(importId, 'file', n, bytes.toString('base64'))

/** @returns nothing when the import ended meanwhile */
export async function filePiece(importId: string, n: number): Promise<Buffer | undefined> {
  const text = await open<string>(importId, 'file', n)
  return text === undefined ? undefined : Buffer.from(text, 'base64')
}

export const keepRows = (importId: string, n: number, rows: ImportRow[]) =>
  keep(importId, 'rows', n, rows)

/** @returns nothing when the import ended meanwhile */
export const rowsOf = (importId: string, n: number) => open<ImportRow[]>(importId, 'rows', n)

/** Deletes the file and everything read from it. */
export async function forgetPieces(importId: string, kinds: Kind[] = ['file', 'rows']) {
  await db.rawQuery(
    `DELETE FROM resident_import_pieces
      WHERE municipality_id = ? AND import_id = ? AND kind = ANY (?::text[])`,
    [tenancy.current().municipalityId, importId, kinds] as any[]
  )
}
