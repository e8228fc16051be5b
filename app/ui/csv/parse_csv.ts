import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'

export interface ParsedCsv {
  encoding: 'UTF-8' | 'CP932'
  /** The first line, trimmed. */
  header: string[]
  /** The lines after it; each as long as the header. */
  rows: string[][]
}

/** The file is no CSV that can be read; `message` is a translation key, `row` the line it was seen in. */
export class E_CSV_UNREADABLE extends Error {
  constructor(
    message: 'core.csv.empty' | 'core.csv.broken' | 'core.csv.too_large',
    readonly row = 1
  ) {
    super(message)
  }
}

/**
 * Reads a CSV file as offices make them: UTF-8 with or without BOM, or CP932,
 * told apart by trying, not by asking. Values are kept to the byte.
 *
 * @param mostRows more than this many lines are refused
 * @throws E_CSV_UNREADABLE
 */
export function parseCsv(bytes: Buffer, mostRows: number): ParsedCsv {
  const { text, encoding } = decode(bytes)
  let lines: string[][]
  try {
    lines = parse(text, { relax_column_count: true, skip_empty_lines: true, to: mostRows + 2 })
  } catch (error) {
    throw new E_CSV_UNREADABLE('core.csv.broken', (error as { lines?: number }).lines ?? 1)
  }
  const [header, ...rows] = lines
  if (!header || rows.length === 0) throw new E_CSV_UNREADABLE('core.csv.empty')
  if (rows.length > mostRows) throw new E_CSV_UNREADABLE('core.csv.too_large', mostRows + 1)
  const uneven = rows.findIndex((row) => row.length !== header.length)
  if (uneven >= 0) throw new E_CSV_UNREADABLE('core.csv.broken', uneven + 2)
  return { encoding, header: header.map((name) => name.trim()), rows }
}

function decode(bytes: Buffer): { text: string; encoding: ParsedCsv['encoding'] } {
  try {
    /** Takes a BOM off by itself. */
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: iconv.decode(bytes, 'cp932'), encoding: 'CP932' }
  }
}
