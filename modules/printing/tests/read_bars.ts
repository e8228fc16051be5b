import { pageStreams } from '#tests/support/read_pdf'

const MM_PER_POINT = 25.4 / 72
const DOTS_PER_MM = 600 / 25.4

/** A filled rectangle, in millimetres from the top left of the page. */
interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A barcode as a scanner sees it: what its bars say, and their sizes in millimetres. */
export interface ReadBarcode {
  page: number
  bars: string
  left: number
  top: number
  width: number
  long: number
  timing: number
  bar: number
  pitch: number
}

/** Reads every customer barcode of a PDF from its drawing, rasterised at 600 dpi. */
export const readBarcodes = (pdf: Buffer): ReadBarcode[] =>
  pageStreams(pdf).flatMap((content, page) =>
    pathsOf(content)
      .filter((boxes) => boxes.length === 67)
      .map((boxes) => ({ page, ...readBitmap(rasterise(boxes)) }))
  )

const PAGE_HEIGHT = 841.89

/** The filled paths of a drawing as the boxes around their closed parts. */
function pathsOf(content: string): Box[][] {
  const paths: Box[][] = []
  const saved: number[][] = []
  let matrix = [1, 0, 0, 1, 0, 0]
  let [boxes, points]: [Box[], [number, number][]] = [[], []]
  let numbers: number[] = []
  for (const word of content.split(/\s+/)) {
    if (/^[-+.\d]/.test(word)) {
      numbers.push(Number(word))
      continue
    }
    const at = numbers.slice(-2) as [number, number]
    if (word === 'q') saved.push(matrix)
    if (word === 'Q') matrix = saved.pop()!
    if (word === 'cm') matrix = times(numbers.slice(-6), matrix)
    if (word === 'm') points = [onPage(at, matrix)]
    if (word === 'l') points.push(onPage(at, matrix))
    if (word === 'h') boxes.push(around(points))
    if (/^[fFBbSsn]\*?$/.test(word)) {
      if (/^[fF]/.test(word)) paths.push(boxes)
      boxes = []
    }
    numbers = []
  }
  return paths
}

const times = ([a, b, c, d, e, f]: number[], [A, B, C, D, E, F]: number[]) => [
  ...[a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D],
  ...[e * A + f * C + E, e * B + f * D + F],
]

const onPage = ([x, y]: [number, number], [a, b, c, d, e, f]: number[]): [number, number] => [
  (a * x + c * y + e) * MM_PER_POINT,
  (PAGE_HEIGHT - (b * x + d * y + f)) * MM_PER_POINT,
]

function around(points: [number, number][]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return {
    ...{ left: Math.min(...xs), right: Math.max(...xs) },
    ...{ top: Math.min(...ys), bottom: Math.max(...ys) },
  }
}

/** A black and white picture; its corner in millimetres. */
export interface Bitmap {
  left: number
  top: number
  rows: boolean[][]
}

/** Black where the middle of a dot lies in a box. */
function rasterise(boxes: Box[]): Bitmap {
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  const dots = (from: number, to: number) => Math.ceil((to - from) * DOTS_PER_MM)
  const width = dots(left, Math.max(...boxes.map((box) => box.right)))
  const height = dots(top, Math.max(...boxes.map((box) => box.bottom)))
  const rows = Array.from({ length: height }, () => Array<boolean>(width).fill(false))
  /** A dot belongs to a box from the first whose middle lies in it. */
  const first = (from: number, origin: number) => Math.ceil((from - origin) * DOTS_PER_MM - 0.5)
  for (const box of boxes) {
    for (let y = first(box.top, top); y < first(box.bottom, top); y++) {
      rows[y].fill(true, first(box.left, left), first(box.right, left))
    }
  }
  return { left, top, rows }
}

/** Reads the bars of a picture at 600 dpi that holds nothing else: finds them along the middle, which every kind crosses, and how far each reaches. */
export function readBitmap({ left, top, rows }: Bitmap): Omit<ReadBarcode, 'page'> {
  const middle = rows[Math.floor(rows.length / 2)]
  const found: { from: number; to: number }[] = []
  middle.forEach((black, x) => {
    if (!black) return
    if (x > 0 && middle[x - 1]) found.at(-1)!.to = x
    else found.push({ from: x, to: x })
  })
  const reach = found.map(({ from, to }) => {
    const x = Math.floor((from + to) / 2)
    const black = rows.flatMap((row, y) => (row[x] ? [y] : []))
    return { top: black[0], bottom: black.at(-1)! }
  })
  const slack = rows.length / 6
  const kinds = reach.map(({ top: first, bottom }) => {
    const [high, low] = [first < slack, bottom > rows.length - slack]
    return high ? (low ? '1' : '2') : low ? '3' : '4'
  })
  const heights = (kind: string) =>
    reach.filter((_, i) => kinds[i] === kind).map(({ top: a, bottom: b }) => b - a + 1)
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  return {
    ...{ bars: kinds.join(''), left, top },
    width: middle.length / DOTS_PER_MM,
    long: mean(heights('1')) / DOTS_PER_MM,
    timing: mean(heights('4')) / DOTS_PER_MM,
    bar: mean(found.map(({ from, to }) => to - from + 1)) / DOTS_PER_MM,
    pitch: (found.at(-1)!.from - found[0].from) / (found.length - 1) / DOTS_PER_MM,
  }
}
