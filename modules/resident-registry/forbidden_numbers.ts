import { holdsMyNumber, holdsResidentRecordCode, isResidentRecordCode } from '#app/exchange/main'
import type { CsvRow } from '#app/ui/main'
import { E_IMPORT_REFUSED } from './errors.js'
import { NUMBER, type ImportColumn } from './import_columns.js'

export type ForbiddenNumber = 'my_number' | 'record_code'

const PHONE_HEADER = /電話|携帯|連絡先|tel|fax|phone/i
const CODE_HEADER = /住民票コード/

/** The shortest text that can hold one. */
const SHORTEST = 11

/**
 * Looks for numbers no file may bring (番号法 20条, 住民基本台帳法 30条の38).
 * A 個人番号 is one wherever it stands. One of eleven numbers of eleven digits
 * looks like a 住民票コード by chance, so it depends on the column:
 * in one of telephone numbers, 0 and ten digits are a telephone number;
 * the column of 住民ID is judged as a whole, because an office's own numbers can
 * have eleven digits; anywhere else one is enough.
 */
export class ForbiddenNumbers {
  #ways: ((cell: string) => boolean)[]
  #numberAt: number
  #firstCode: number | undefined
  #others = 0

  constructor(columns: ImportColumn[], phones: ReadonlySet<string>) {
    this.#numberAt = columns.findIndex(({ target }) => target === NUMBER)
    this.#ways = columns.map(({ header, target }) => {
      if (CODE_HEADER.test(header)) return holdsResidentRecordCode
      if (target === NUMBER) return () => false
      const phone = (target && phones.has(target)) || PHONE_HEADER.test(header)
      return phone ? isNoPhone : holdsResidentRecordCode
    })
  }

  /** @throws E_IMPORT_REFUSED for the first of the lines that has one */
  refuseIn(rows: CsvRow[]) {
    for (const row of rows) {
      const reason = this.#foundIn(row)
      if (reason) throw new E_IMPORT_REFUSED(row.line, reason)
    }
  }

  /**
   * Once all lines were seen.
   *
   * @throws E_IMPORT_REFUSED for the first line whose 住民ID is a 住民票コード, when all of eleven digits are
   */
  refuseCodesAsNumbers() {
    if (this.#others === 0 && this.#firstCode !== undefined) {
      throw new E_IMPORT_REFUSED(this.#firstCode, 'record_code')
    }
  }

  #foundIn({ line, cells }: CsvRow): ForbiddenNumber | undefined {
    for (const [at, cell] of cells.entries()) {
      if (cell.length < SHORTEST) continue
      if (holdsMyNumber(cell)) return 'my_number'
      if ((this.#ways[at] ?? holdsResidentRecordCode)(cell)) return 'record_code'
    }
    this.#judge(line, cells[this.#numberAt] ?? '')
    return undefined
  }

  #judge(line: number, number: string) {
    if (isResidentRecordCode(number)) this.#firstCode ??= line
    else if (/^\d{11}$/.test(number.normalize('NFKC').replace(/[\s-]/g, ''))) this.#others += 1
  }
}

const isNoPhone = (cell: string) =>
  holdsResidentRecordCode(cell) && !/^0\d{10}$/.test(cell.normalize('NFKC').replace(/[\s()-]/g, ''))
