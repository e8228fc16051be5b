import { setImmediate } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { I18n } from '@adonisjs/i18n'
import { fieldSetOf } from '#app/fields/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { CsvReader, E_CSV_UNREADABLE, type CsvRow } from '#app/ui/main'
import { E_IMPORT_MOVED_ON, E_IMPORT_REFUSED } from '../errors.js'
import { ForbiddenNumbers } from '../forbidden_numbers.js'
import { fieldsAmong, LINK_CODE, phonesAmong } from '../import_columns.js'
import { ImportLineReader } from '../import_line_reader.js'
import { filePiece, forgetPieces, keepRows } from '../import_pieces.js'
import { mergeImportRow } from '../merge_import_row.js'
import { residentsByNumber } from '../queries/residents_by_number.js'
import { codesWantedBy, whyNotGiven } from '../queries/why_not_given.js'
import { numberKey } from '../resident.js'
import type { ImportMistake, ImportRow, ResidentImport } from '../resident_import.js'
import { residentSubject } from '../resident_subject.js'
import { refuseImport } from './end_import.js'
import { keepMistakes, wrongLine, type WrongBesideOthers } from './keep_mistakes.js'

/** More is no municipality's register, and the numbers seen so far are kept in memory. */
const MOST_LINES = 1_000_000

/** After how many lines others get their turn. */
const IN_ONE_GO = 50

interface Checked {
  rows: ImportRow[]
  mistakes: ImportMistake[]
  same: number
}

/**
 * Reads a whole file and tells what importing it would do, without doing it:
 * which lines are new, changed, the same or wrong. What was read is kept
 * encrypted beside the file, so that writing needs not read again. Each piece
 * is committed with how far it came; killed anywhere and started again, it
 * goes on there.
 */
export async function checkImport(
  found: ResidentImport,
  about: { municipality: Municipality; i18n: I18n }
) {
  try {
    await new Check(found, about).run()
  } catch (error) {
    /** Cancelled meanwhile, or somebody else is at it. */
    if (error instanceof E_IMPORT_MOVED_ON) return
    if (error instanceof E_IMPORT_REFUSED) {
      return tenancy.run(about.municipality, () => refuseImport(found.id, error.line, error.reason))
    }
    if (!(error instanceof E_CSV_UNREADABLE)) throw error
    await tenancy.run(about.municipality, () => refuseImport(found.id, error.row, 'broken'))
  }
}

class Check {
  #lines!: ImportLineReader
  #forbidden!: ForbiddenNumbers
  /** The line in which each 住民ID was seen. */
  #seen = new Map<string, number>()
  #codes = new Map<string, number>()
  #count = 0

  constructor(
    private found: ResidentImport,
    private about: { municipality: Municipality; i18n: I18n }
  ) {}

  async run() {
    const { found, about } = this
    const fields = await fieldSetOf(residentSubject, about.municipality)
    this.#lines = new ImportLineReader(fields, found.columns, about.i18n)
    this.#forbidden = new ForbiddenNumbers(found.columns, phonesAmong(fields))
    const reader = new CsvReader(found.encoding)
    for (let n = 0; n < found.filePieces; n++) {
      const piece = await this.#inTown(() => filePiece(found.id, n))
      if (!piece) throw new E_IMPORT_MOVED_ON()
      const rows = reader.rowsIn(piece)
      if (n === found.filePieces - 1) rows.push(...reader.lastRows())
      this.#forbidden.refuseIn(rows)
      await this.#take(n, n === 0 ? rows.slice(1) : rows)
    }
    this.#forbidden.refuseCodesAsNumbers()
    await this.#inTown(() => this.#finish())
  }

  async #take(n: number, rows: CsvRow[]) {
    this.#count += rows.length
    if (this.#count > MOST_LINES) throw new E_IMPORT_REFUSED(MOST_LINES, 'too_many')
    const repeated = this.#repeatedIn(rows)
    /** Done before the process was killed; only the numbers had to be seen again. */
    if (n < this.found.checkedPieces) return setImmediate()
    const read = await this.#read(rows, repeated)
    await this.#inTown(async () => this.#keep(n, rows.length, await this.#compare(read)))
  }

  /** Lines that say again what a line before them said of somebody else or of the same. */
  #repeatedIn(rows: CsvRow[]): Map<number, ImportMistake> {
    const repeated = new Map<number, ImportMistake>()
    for (const row of rows) {
      const before = seenBefore(this.#seen, numberKey(this.#lines.numberIn(row)), row.line)
      const code = seenBefore(this.#codes, this.#lines.codeIn(row) ?? '', row.line)
      const what = before ? 'repeated' : 'code_repeated'
      const line = before ?? code
      if (line) repeated.set(row.line, wrongLine(row.line, what, this.about.i18n, { line }))
    }
    return repeated
  }

  async #read(
    rows: CsvRow[],
    repeated: Map<number, ImportMistake>
  ): Promise<Omit<Checked, 'same'>> {
    const right: ImportRow[] = []
    const mistakes: ImportMistake[] = []
    for (const [i, row] of rows.entries()) {
      const again = repeated.get(row.line)
      const read = again ? { mistakes: [again] } : await this.#lines.read(row)
      if (read.mistakes) mistakes.push(...read.mistakes)
      else right.push({ line: row.line, ...read })
      if (i % IN_ONE_GO === 0) await setImmediate()
    }
    return { rows: right, mistakes }
  }

  /** What the lines would change of whom the register knows. */
  async #compare({ rows, mistakes }: Omit<Checked, 'same'>): Promise<Checked> {
    const known = await residentsByNumber(rows.map(({ number }) => number))
    const codes = await whyNotGiven(codesWantedBy(rows))
    const keys = fieldsAmong(this.found.columns)
    const checked: Checked = { rows: [], mistakes, same: 0 }
    const wrong = (line: number, what: WrongBesideOthers) =>
      checked.mistakes.push(wrongLine(line, what, this.about.i18n))
    for (const row of rows) {
      const before = known.get(numberKey(row.number))
      const code = row.linkCode ? codes.get(row.linkCode) : undefined
      if (before?.state === 'deregistered') wrong(row.line, 'deregistered')
      else if (code && code !== 'theirs') wrong(row.line, `code_${code}`)
      else if (!before) checked.rows.push(row)
      else {
        const { changed } = mergeImportRow(before.values, row.values, keys)
        if (code === null) changed.push(LINK_CODE)
        if (changed.length > 0) checked.rows.push({ ...row, changed })
        else checked.same += 1
      }
    }
    return checked
  }

  /** One piece and how far it came, in one transaction. @throws E_IMPORT_MOVED_ON */
  async #keep(n: number, lines: number, { rows, mistakes, same }: Checked) {
    const changed = rows.filter((row) => row.changed).length
    const wrong = new Set(mistakes.map(({ line }) => line)).size
    const { rows: kept } = await db.rawQuery(
      `UPDATE resident_imports
          SET checked_pieces = checked_pieces + 1, lines = lines + ?, new_lines = new_lines + ?,
              changed_lines = changed_lines + ?, same_lines = same_lines + ?,
              wrong_lines = wrong_lines + ?, row_pieces = row_pieces + 1, touched_at = now()
        WHERE municipality_id = ? AND id = ? AND state = 'checking' AND checked_pieces = ?
        RETURNING id`,
      [
        ...[lines, rows.length - changed, changed, same, wrong],
        ...[tenancy.current().municipalityId, this.found.id, n],
      ]
    )
    if (kept.length === 0) throw new E_IMPORT_MOVED_ON()
    await keepRows(this.found.id, n, rows)
    await keepMistakes(this.found.id, mistakes)
  }

  async #finish() {
    await db.rawQuery(
      `UPDATE resident_imports SET state = 'checked', touched_at = now()
        WHERE municipality_id = ? AND id = ? AND state = 'checking'`,
      [tenancy.current().municipalityId, this.found.id]
    )
    await forgetPieces(this.found.id, ['file'])
  }

  #inTown<T>(work: () => Promise<T>): Promise<T> {
    return tenancy.run(this.about.municipality, work)
  }
}

/** @returns in which line a key was seen before */
function seenBefore(seen: Map<string, number>, key: string, line: number): number | undefined {
  const before = seen.get(key)
  if (key !== '' && before === undefined) seen.set(key, line)
  return before
}
