import { pageSizes, rasterise, readTexts, type Raster, type ReadText } from './read_pdf.js'

/** What a page of /common.typ leaves free, in millimetres: at its sides, and above and below for its head and foot. */
const SIDE = 15
const END = 18
/** Printers do not reach further. */
const HEAD_AND_FOOT = 5

/** Letters may touch; strokes have a width of their own. */
const A_HAIR = 0.4
const DOTS_PER_INCH = 75

/** How far the letters of a line go up and down from it, as parts of their size. */
const [ABOVE, BELOW] = [0.82, 0.1]
const MM_PER_POINT = 25.4 / 72

interface Printed extends ReadText {
  right: number
  top: number
  bottom: number
}

/** A document made with /common.typ as somebody looks at it. */
export interface Paper {
  /** The texts of each page without any white space: head, body, foot. */
  pages: string[]
  /** What is wrong with how it lies there, a line each. */
  faults: string[]
}

/** Reads a document, and looks whether all of it can be read. */
export async function lookAtPaper(pdf: Buffer): Promise<Paper> {
  const sizes = await pageSizes(pdf)
  const texts = (await readTexts(pdf)).filter(({ text }) => text.trim() !== '').map(placed)
  const pages = sizes.map((_, page) => texts.filter((text) => text.page === page))
  const faults = pages.flatMap((printed, page) => [
    ...printed.filter((text) => !isWithin(text, sizes[page])).map(fault('outside the margins')),
    ...covered(printed).map(fault('under another text')),
  ])
  let page = 0
  for await (const picture of rasterise(pdf, DOTS_PER_INCH)) {
    if (hasInkOutside(picture)) faults.push(`page ${page + 1}: ink outside the margins`)
    page += 1
  }
  return {
    pages: pages.map((printed) => bare(printed.map(({ text }) => text).join(''))),
    faults,
  }
}

/** A text as it can be looked for on paper. */
export const bare = (text: string) => text.replaceAll(/\s/g, '')

const placed = (text: ReadText): Printed => ({
  ...text,
  right: text.left + text.width,
  top: text.baseline - ABOVE * text.size * MM_PER_POINT,
  bottom: text.baseline + BELOW * text.size * MM_PER_POINT,
})

const fault =
  (what: string) =>
  ({ page, text, left, baseline }: Printed) =>
    `page ${page + 1}: 「${text}」 ${what}, at ${left.toFixed(1)} × ${baseline.toFixed(1)} mm`

function isWithin({ left, right, top, bottom }: Printed, size: { width: number; height: number }) {
  if (left < SIDE - A_HAIR || right > size.width - SIDE + A_HAIR) return false
  const inBody = top > END - 1 && bottom < size.height - END + A_HAIR
  const inHead = top > HEAD_AND_FOOT && bottom < END
  const inFoot = top > size.height - END && bottom < size.height - HEAD_AND_FOOT
  return inBody || inHead || inFoot
}

/** Those another text of the page lies on. */
function covered(texts: Printed[]): Printed[] {
  return texts.filter((one, i) =>
    texts.some(
      (other, k) =>
        k > i &&
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > A_HAIR &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > A_HAIR
    )
  )
}

function hasInkOutside({ width, height, dotsPerMillimetre, ink }: Raster): boolean {
  const side = Math.floor((SIDE - A_HAIR) * dotsPerMillimetre)
  const end = Math.floor(HEAD_AND_FOOT * dotsPerMillimetre)
  for (let y = 0; y < height; y++) {
    const free = y < end || y >= height - end
    for (let x = 0; x < width; x++) {
      if (!free && x === side) x = width - side
      if (x < width && ink(x, y)) return true
    }
  }
  return false
}
