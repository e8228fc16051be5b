/** A part of a letter, as layouts draw it. */
export type Block =
  | { kind: 'heading' | 'paragraph' | 'item'; text: string }
  | { kind: 'table'; rows: string[][] }
  /** Something to be read aloud and typed: large, with what it is. */
  | { kind: 'code'; name: string; text: string }
  /** A QR code and what it says. `modules` are its rows of dark squares: `[x, y, length]`. */
  | { kind: 'qr'; name: string; text: string; size: number; modules: [number, number, number][] }

const HEADING = /^[■●]\s*/
const ITEM = /^・\s*/
const CELLS = /[|｜]/
/** A merge field that stands alone on its line. */
const ALONE = /^\{(\w+)\}$/

/** A line of a wording, before its merge fields are filled in. */
export type Line =
  | { kind: 'heading' | 'paragraph' | 'item'; text: string }
  | { kind: 'row'; cells: string[] }
  | { kind: 'field'; name: string }

/**
 * What municipalities write, line by line: `■` begins a heading, `・` an item,
 * `｜` parts the cells of a table, an empty line ends a paragraph. Everything
 * else means itself.
 */
export function linesOf(body: string): Line[] {
  const lines: Line[] = []
  let paragraph: string[] = []
  const end = () => {
    if (paragraph.length > 0) lines.push({ kind: 'paragraph', text: paragraph.join('\n') })
    paragraph = []
  }
  for (const line of body.replaceAll('\r\n', '\n').split('\n')) {
    const read = lineOf(line)
    if (read?.kind === 'paragraph') {
      paragraph.push(read.text)
      continue
    }
    end()
    if (read) lines.push(read)
  }
  end()
  return lines
}

function lineOf(written: string): Line | null {
  const line = written.trimEnd()
  if (line.trim() === '') return null
  const field = ALONE.exec(line.trim())
  if (field) return { kind: 'field', name: field[1] }
  if (HEADING.test(line)) return { kind: 'heading', text: line.replace(HEADING, '') }
  if (ITEM.test(line)) return { kind: 'item', text: line.replace(ITEM, '') }
  if (CELLS.test(line)) {
    return { kind: 'row', cells: line.split(CELLS).map((cell) => cell.trim()) }
  }
  return { kind: 'paragraph', text: line }
}

/** Rows that follow each other as one table, each row as long as the longest. */
export function joinRows(blocks: (Block | { kind: 'row'; cells: string[] })[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind !== 'row') joined.push(block)
    else if (last?.kind === 'table') last.rows.push(block.cells)
    else joined.push({ kind: 'table', rows: [block.cells] })
  }
  for (const block of joined) {
    if (block.kind !== 'table') continue
    const columns = Math.max(...block.rows.map((row) => row.length))
    for (const row of block.rows) while (row.length < columns) row.push('')
  }
  return joined
}
