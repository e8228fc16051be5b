import { Readable } from 'node:stream'
import { csvLine, type CsvOptions } from './csv_line.js'
import { encodeCp932, forCp932 } from './cp932.js'

/** CP932 is what offices' spreadsheets open by themselves, UTF-8 has every character. */
export const CSV_ENCODINGS = ['cp932', 'utf8'] as const
export type CsvEncoding = (typeof CSV_ENCODINGS)[number]

/** Tells a spreadsheet that a file is UTF-8. */
const BOM = Buffer.from('\uFEFF')

type Rows = AsyncIterable<string[]>

/**
 * A file as a stream: header, then row by row as they come, CRLF, in constant
 * memory. What CP932 does not have is 〓: look with `missingInCp932` first.
 */
export function writeCsv(
  header: string[],
  rows: Rows,
  { encoding, ...options }: CsvOptions & { encoding: CsvEncoding }
): Readable {
  /** Cell by cell: a sign at the beginning of one must not join the comma before it. */
  const encode = (cells: string[]) =>
    encoding === 'cp932'
      ? encodeCp932(
          csvLine(
            cells.map((cell) => forCp932(cell).text),
            options
          )
        )
      : Buffer.from(csvLine(cells, options), 'utf8')
  async function* lines() {
    if (encoding === 'utf8') yield BOM
    yield encode(header)
    for await (const row of rows) yield encode(row)
  }
  return Readable.from(lines(), { objectMode: false })
}

/** A character that CP932 does not have, and where it stands. */
export interface MissingCharacter {
  /** Of the file, the header being 1. */
  line: number
  column: string
  character: string
  /** The first cell of the row, by which a person finds it. */
  row: string
}

/**
 * Where a file in CP932 would have to leave something out.
 *
 * @param most how many places are worth telling
 */
export async function missingInCp932(
  header: string[],
  rows: Rows,
  most = 100
): Promise<{ places: MissingCharacter[]; count: number }> {
  const places: MissingCharacter[] = []
  let count = 0
  let line = 1
  const look = (cells: string[]) => {
    cells.forEach((cell, i) => {
      for (const character of forCp932(cell).missing) {
        count += 1
        if (places.length < most) places.push({ line, column: header[i], character, row: cells[0] })
      }
    })
    line += 1
  }
  look(header)
  for await (const row of rows) look(row)
  return { places, count }
}
