import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { E_CSV_UNREADABLE, type ParsedCsv } from './parse_csv.js'

/** One row and the line of the file it ends in, the header being 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

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
    const end = lastRowEnd(text)
    this.#rest = text.slice(end)
    if (this.#rest.length > LONGEST_ROW) {
      throw new E_CSV_UNREADABLE('core.csv.broken', this.#line + 1)
    }
    return this.#parse(text.slice(0, end))
  }

  /** What comes after the last line break. @throws E_CSV_UNREADABLE */
  lastRows(): CsvRow[] {
    return this.#parse(this.#rest + this.#decoder.end())
  }

  #parse(text: string): CsvRow[] {
    const before = this.#line
    try {
      const rows = parse(text, {
        relax_column_count: true,
        skip_empty_lines: true,
        info: true,
      }) as unknown as { info: { lines: number }; record: string[] }[]
      this.#line += text.split('\n').length - 1
      return rows.map(({ info, record }) => ({ line: before + info.lines, cells: record }))
    } catch (error) {
      const line = before + ((error as { lines?: number }).lines ?? 1)
      throw new E_CSV_UNREADABLE('core.csv.broken', line)
    }
  }
}

/** Where the last whole row ends: at a line break that stands in no quotes. */
function lastRowEnd(text: string): number {
  let end = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) quoted = !quoted
    else if (code === 0x0a && !quoted) end = i + 1
  }
  return end
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
