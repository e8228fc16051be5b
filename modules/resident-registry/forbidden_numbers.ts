import type { FieldSet } from '#app/fields/main'
import { holdsMyNumber, holdsResidentRecordCode, isResidentRecordCode } from '#app/exchange/main'
import type { CsvRow } from '#app/ui/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { E_IMPORT_REFUSED } from './errors.js'
import { NUMBER, type ImportColumn } from './import_columns.js'

export type ForbiddenNumber = 'my_number' | 'record_code'

const PHONE_HEADER = /電話|携帯|連絡先|tel|fax|phone/i
const CODE_HEADER = /住民票コード/

/** The shortest text that can hold one. */
const SHORTEST = 11

/** Which kind of number that may be kept nowhere a text has in it (番号法 19条・20条, 住民基本台帳法 30条の38). */
export function forbiddenNumberIn(
  text: string,
  holdsCode: (text: string) => boolean = holdsResidentRecordCode
): ForbiddenNumber | undefined {
  if (text.length < SHORTEST) return undefined
  if (holdsMyNumber(text)) return 'my_number'
  return holdsCode(text) ? 'record_code' : undefined
}

/** What of a form has such a number, and which kind; 住民ID can look like a 住民票コード, see below. */
export function forbiddenInForm(
  number: string,
  values: FieldValues,
  { definitions }: FieldSet
): { key: string; kind: ForbiddenNumber }[] {
  const phones = new Set(
    definitions.filter(({ type }) => type === 'core.phone').map(({ key }) => key)
  )
  return Object.entries({ number, ...values }).flatMap(([key, value]) => {
    const holdsCode =
      key === 'number' ? () => false : phones.has(key) ? isNoPhone : holdsResidentRecordCode
    const kind = forbiddenNumberIn(
      typeof value === 'string' ? value : JSON.stringify(value),
      holdsCode
    )
    return kind ? [{ key, kind }] : []
  })
}

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
      const found = forbiddenNumberIn(cell, this.#ways[at])
      if (found) return found
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
