import { Readable } from 'node:stream'
import { csvLine, type CsvOptions } from './csv_line.js'
import { encodeCp932, forCp932 } from './cp932.js'

/** CP932 is what offices' spreadsheets open by themselves, UTF-8 has every character. */
export const CSV_ENCODINGS = ['cp932', 'utf8'] as const
export type CsvEncoding = (typeof CSV_ENCODINGS)[number]

/** Tells a spreadsheet that a file is UTF-8. */
const BOM = Buffer.from('\uFEFF')

/** Lines go out in pieces of about so many characters: one by one each would cost a packet. */
const PIECE = 32_768

type Rows = AsyncIterable<string[]>

/**
 * A file as a stream: header, then rows as they come, CRLF, in constant
 * memory. What CP932 does not have is 〓: look with `missingInCp932` first.
 */
export function writeCsv(
  header: string[],
  rows: Rows,
  { encoding, ...options }: CsvOptions & { encoding: CsvEncoding }
): Readable {
  const cp932 = encoding === 'cp932'
  /** Cell by cell: a sign at the beginning of one must not join the comma before it. */
  const lineOf = (cells: string[]) =>
    csvLine(cp932 ? cells.map((cell) => forCp932(cell).text) : cells, options)
  const encode = (text: string) => (cp932 ? encodeCp932(text) : Buffer.from(text, 'utf8'))
  async function* pieces() {
    if (!cp932) yield BOM
    let text = lineOf(header)
    for await (const row of rows) {
      text += lineOf(row)
      if (text.length < PIECE) continue
      yield encode(text)
      text = ''
    }
    yield encode(text)
  }
  return Readable.from(pieces(), { objectMode: false })
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
  rows: Rows | Iterable<string[]>,
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
