/** What a spreadsheet would run as a formula: a text beginning like one is not to be opened as one. */
const FORMULA = /^[=+\-@\t\r]/

/** A plain number is none, whatever sign it begins with. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/

/** Digits a spreadsheet would turn into another number: leading zeros, and more of them than it counts. */
const DIGITS_THAT_MATTER = /^(0\d+|\d{12,})$/

export interface CsvOptions {
  /** Writes 0123 as ="0123", so that a spreadsheet keeps the zero. Other programs want it without. */
  keepZeros?: boolean
}

/**
 * One line of a file, with its CRLF.
 *
 * @example
 * csvLine(['1', 'a "b"', '=1+1'], {}) // '1,"a ""b""",\'=1+1\r\n'
 */
export function csvLine(cells: string[], { keepZeros = false }: CsvOptions = {}): string {
  return `${cells.map((cell) => quoted(harmless(cell, keepZeros))).join(',')}\r\n`
}

function harmless(cell: string, keepZeros: boolean): string {
  if (keepZeros && DIGITS_THAT_MATTER.test(cell)) return `="${cell}"`
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
