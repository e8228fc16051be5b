/** How a table is set on A4: no word of it is torn apart or runs into its neighbour. */
export interface TableLayout {
  /** On its side. */
  flipped: boolean
  /** Points. */
  size: number
  /** Millimetres left and right of a cell's text. */
  inset: number
  /** Millimetres of each column; null where each is as wide as what is in it. */
  widths: number[] | null
}

/** From the best to read to the last that is left. */
const LAYOUTS = [
  { flipped: false, size: 9.5, inset: 2 },
  { flipped: true, size: 8.5, inset: 2 },
  { flipped: true, size: 7.5, inset: 1.2 },
  { flipped: true, size: 6.5, inset: 1.2 },
]

/** Columns that stand upright; more are easier to read on a page on its side. */
const MOST_UPRIGHT = 8

/** Within the margins of /common.typ. */
const PAGE = { upright: 180, flipped: 267 }

const MM_PER_POINT = 25.4 / 72

/** How wide letters of the font are, as parts of the size; Japanese is as wide as high. */
const CAPITAL = 0.85
const LATIN = 0.72

/** Japanese breaks between any two characters, and reads badly in a column of one. */
const FEWEST_JAPANESE = 3

/** Chooses the largest letters in which every column has room for its longest word. */
export function tableLayout(header: string[], rows: string[][]): TableLayout {
  const columns = header.map((label, i) => roomFor([label, ...rows.map((row) => row[i])]))
  const layouts = LAYOUTS.slice(header.length > MOST_UPRIGHT ? 1 : 0)
  const set = layouts.map((layout) => {
    const inMillimetres = (ems: number) => ems * layout.size * MM_PER_POINT + 2 * layout.inset
    const least = columns.map(({ word }) => inMillimetres(word))
    const most = columns.map(({ line }) => inMillimetres(line))
    return { layout, least, most, left: pageWidth(layout) - sum(least) }
  })
  const { layout, least, most, left } = set.find((one) => one.left >= 0) ?? set.at(-1)!
  if (sum(most) <= pageWidth(layout)) return { ...layout, widths: null }
  const wanted = sum(most) - sum(least)
  const share = Math.max(0, left) / wanted
  return { ...layout, widths: least.map((width, i) => width + (most[i] - width) * share) }
}

/** What a column needs for its longest word and its longest text, in parts of the size. */
function roomFor(texts: string[]): { word: number; line: number } {
  let [word, line] = [0, 0]
  for (const text of texts) {
    line = Math.max(line, widthOf(text))
    for (const [latin] of text.matchAll(LATIN_WORD)) word = Math.max(word, widthOf(latin))
  }
  return { word: Math.max(word, Math.min(line, FEWEST_JAPANESE)), line }
}

const LATIN_WORD = /[\u0021-\u2e7f]+/g

const widthOf = (text: string) => [...text].reduce((width, one) => width + partOf(one), 0)

function partOf(character: string): number {
  if (character >= '\u2e80') return 1
  return character >= 'A' && character <= 'Z' ? CAPITAL : LATIN
}

const pageWidth = ({ flipped }: { flipped: boolean }) => (flipped ? PAGE.flipped : PAGE.upright)

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
