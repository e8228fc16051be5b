import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { E_CSV_UNREADABLE, type ParsedCsv } from './parse_csv.js'

/** One row and the line of the file it ends in, the header being 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** What stands where bytes are no character of the encoding they were read in. */
export const UNREADABLE = '\uFFFD'

/** Longer than any row: a quote that is never closed is not read to the file's end. */
const LONGEST_ROW = 1_000_000

/**
 * Reads a CSV file that comes in pieces, in as much memory as a piece takes.
 * Each piece gives the rows that end in it.
 */
export class CsvReader {
  #decoder: { write(bytes: Buffer): string; end(): string }
  #rest = ''
  #line = 0

  constructor(encoding: ParsedCsv['encoding']) {
    this.#decoder = encoding === 'UTF-8' ? utf8() : cp932()
  }

  /** @throws E_CSV_UNREADABLE */
  rowsIn(piece: Buffer): CsvRow[] {
    const text = this.#rest + this.#decoder.write(piece)
    const ends = rowEnds(text)
    const end = ends.at(-1)?.at ?? 0
    this.#rest = text.slice(end)
    if (this.#rest.length > LONGEST_ROW) {
      throw new E_CSV_UNREADABLE('core.csv.broken', this.#line + 1)
    }
    return this.#parse(text.slice(0, end), ends)
  }

  /** What comes after the last line break. @throws E_CSV_UNREADABLE */
  lastRows(): CsvRow[] {
    const text = this.#rest + this.#decoder.end()
    return this.#parse(text, [
      { at: text.length, line: text.split('\n').length, blank: text === '' },
    ])
  }

  #parse(text: string, ends: RowEnd[]): CsvRow[] {
    const before = this.#line
    try {
      const rows = parse(text, { relax_column_count: true, skip_empty_lines: true }) as string[][]
      this.#line += ends.at(-1)?.line ?? 0
      const lines = ends.filter(({ blank }) => !blank)
      return rows.map((cells, i) => ({ line: before + lines[i].line, cells }))
    } catch (error) {
      const line = before + ((error as { lines?: number }).lines ?? 1)
      throw new E_CSV_UNREADABLE('core.csv.broken', line)
    }
  }
}

interface RowEnd {
  /** Where the next row begins. */
  at: number
  /** The line of the text it ends in, from 1. */
  line: number
  /** Whether there is nothing in it: such a row is none. */
  blank: boolean
}

/** Where rows end: at line breaks that stand in no quotes. */
function rowEnds(text: string): RowEnd[] {
  const ends: RowEnd[] = []
  let quoted = false
  let line = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) quoted = !quoted
    if (code !== 0x0a) continue
    line += 1
    if (quoted) continue
    const row = text.slice(start, i)
    ends.push({ at: i + 1, line, blank: row === '' || row === '\r' })
    start = i + 1
  }
  return ends
}

function utf8() {
  /** Takes a BOM off by itself. */
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return {
    write: (bytes: Buffer) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  }
}

function cp932() {
  const decoder = iconv.getDecoder('cp932')
  return { write: (bytes: Buffer) => decoder.write(bytes), end: () => decoder.end() ?? '' }
}

/** UTF-8 with or without BOM, or CP932, told apart by trying, in constant memory. */
export async function encodingOf(pieces: AsyncIterable<Buffer>): Promise<ParsedCsv['encoding']> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of pieces) decoder.decode(piece, { stream: true })
    decoder.decode()
    return 'UTF-8'
  } catch {
    return 'CP932'
  }
}
