import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'

const MM_PER_POINT = 25.4 / 72

/** A run of text of one font, as somebody who copies it out of the PDF gets it; millimetres from the top left. */
export interface ReadText {
  page: number
  text: string
  /** PostScript name, without the mark of a subset. */
  font: string
  left: number
  baseline: number
  width: number
  size: number
}

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

const openPdf = (pdf: Buffer) =>
  getDocument({
    data: new Uint8Array(pdf),
    cMapUrl: join(library, 'cmaps/'),
    standardFontDataUrl: join(library, 'standard_fonts/'),
    fontExtraProperties: true,
    verbosity: 0,
  })

/** The texts of a PDF in the order in which they were written, where they stand; white space is as the library likes it. */
export async function readTexts(pdf: Buffer): Promise<ReadText[]> {
  const opened = openPdf(pdf)
  const document = await opened.promise
  const texts: ReadText[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const [, , , height] = page.view
    const { items } = await page.getTextContent({ disableNormalization: true })
    /** Names of fonts are known once the page was read for drawing. */
    await page.getOperatorList()
    for (const item of items as TextItem[]) {
      if (item.str === '') continue
      const [, , , size, x, y] = item.transform as number[]
      const { name } = page.commonObjs.get(item.fontName) as { name: string }
      texts.push({
        ...{ page: number - 1, text: item.str, font: name.replace(/^[A-Z]{6}\+/, '') },
        ...{ left: x * MM_PER_POINT, baseline: (height - y) * MM_PER_POINT },
        ...{ width: item.width * MM_PER_POINT, size },
      })
    }
    page.cleanup()
  }
  await opened.destroy()
  return texts
}

/** How large each page is, in millimetres. */
export async function pageSizes(pdf: Buffer): Promise<{ width: number; height: number }[]> {
  const opened = openPdf(pdf)
  const document = await opened.promise
  const sizes = []
  for (let number = 1; number <= document.numPages; number++) {
    const [, , width, height] = (await document.getPage(number)).view
    sizes.push({ width: width * MM_PER_POINT, height: height * MM_PER_POINT })
  }
  await opened.destroy()
  return sizes
}

/** A run of text of one font as it was written, byte for byte. */
export interface ExactText {
  page: number
  text: string
  /** PostScript name, without the mark of a subset. */
  font: string
}

/** The drawings of the pages, in their order, as programs. */
export function pageStreams(pdf: Buffer): string[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/(?<!end)stream\r?\n/g)].flatMap(({ index, 0: word }) => {
    const begin = index + word.length
    const data = pdf.subarray(begin, text.indexOf('endstream', begin))
    try {
      const content = inflateSync(data).toString('latin1')
      return /^BT$/m.test(content) ? [content] : []
    } catch {
      return []
    }
  })
}

/**
 * What each marked span of a page says it stands for, where its glyphs stand
 * for something else elsewhere: 邉 with and without a selector is one glyph.
 */
const spansOf = (content: string): (string | null)[] =>
  [...content.matchAll(/\/Span\s*<<([^]*?)>>\s*BDC/g)].map(([, properties]) => {
    const hex = /\/ActualText\s*<FEFF([0-9A-F]*)>/i.exec(properties)
    if (hex) return Buffer.from(hex[1], 'hex').swap16().toString('utf16le')
    return /\/ActualText\s*\(([^)]*)\)/.exec(properties)?.[1] ?? null
  })

interface Glyph {
  unicode: string
}

const charactersOf = (glyphs: (Glyph | number | null)[]) =>
  glyphs.map((one) => (one as Glyph | null)?.unicode ?? '').join('')

/**
 * The texts of a PDF in the order in which they were written: what its glyphs
 * stand for. The library's own text is tidied up, a wide space is a narrow one
 * there.
 */
export async function readExactTexts(pdf: Buffer): Promise<ExactText[]> {
  const opened = openPdf(pdf)
  const document = await opened.promise
  const streams = pageStreams(pdf)
  const texts: ExactText[] = []
  for (let number = 0; number < document.numPages; number++) {
    const page = await document.getPage(number + 1)
    const { argsArray, fnArray } = await page.getOperatorList()
    const spans = spansOf(streams[number])
    /** What the innermost marked span stands for; null outside and where it says nothing. */
    const open: (string | null)[] = []
    let font = ''
    fnArray.forEach((operation: number, i: number) => {
      const args = argsArray[i]
      if (operation === OPS.setFont) {
        const { name } = page.commonObjs.get(args[0]) as { name: string }
        font = name.replace(/^[A-Z]{6}\+/, '')
      }
      if (operation === OPS.beginMarkedContent) open.push(null)
      if (operation === OPS.beginMarkedContentProps) {
        open.push(args[0] === 'Span' ? spans.shift()! : null)
      }
      if (operation === OPS.endMarkedContent) open.pop()
      if (operation !== OPS.showText) return
      texts.push({ page: number, text: open.at(-1) ?? charactersOf(args[0]), font })
    })
    page.cleanup()
  }
  await opened.destroy()
  return texts
}

/** A page in black and white as a printer draws it, or a part of one. */
export interface Raster {
  /** Dots from the corner of the page. */
  left: number
  top: number
  width: number
  height: number
  dotsPerMillimetre: number
  /** By dots from the corner of the picture. */
  black(x: number, y: number): boolean
  /** The same of whatever is not paper, however light. */
  ink(x: number, y: number): boolean
}

/** A part of a page, in millimetres from its top left. */
export interface PartOfPage {
  left: number
  top: number
  width: number
  height: number
}

/** A part of a picture, given in millimetres of the page; what lies beyond the picture is white. */
export function partOfRaster(raster: Raster, part: PartOfPage): Raster {
  const dots = (millimetres: number) => Math.round(millimetres * raster.dotsPerMillimetre)
  const [left, top] = [dots(part.left), dots(part.top)]
  const [across, down] = [left - raster.left, top - raster.top]
  return {
    ...{ left, top, width: dots(part.width), height: dots(part.height) },
    dotsPerMillimetre: raster.dotsPerMillimetre,
    black: (x, y) => raster.black(x + across, y + down),
    ink: (x, y) => raster.ink(x + across, y + down),
  }
}

/** Draws pages at so many dots an inch, or only parts of each, which is much quicker. */
export async function* rasterise(
  pdf: Buffer,
  dotsPerInch: number,
  parts?: PartOfPage[]
): AsyncGenerator<Raster> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const opened = openPdf(pdf)
  const document = await opened.promise
  const scale = dotsPerInch / 72
  const dots = (millimetres: number) => Math.round((millimetres / 25.4) * dotsPerInch)
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const whole = page.getViewport({ scale })
    const boxes = parts?.map((part) => ({
      ...{ left: dots(part.left), top: dots(part.top) },
      ...{ width: dots(part.width), height: dots(part.height) },
    })) ?? [{ left: 0, top: 0, width: Math.round(whole.width), height: Math.round(whole.height) }]
    for (const { left, top, width, height } of boxes) {
      const viewport = page.getViewport({ scale, offsetX: -left, offsetY: -top })
      const canvas = createCanvas(width, height)
      const context = canvas.getContext('2d')
      await page.render({ canvas: canvas as never, canvasContext: context as never, viewport })
        .promise
      const { data } = context.getImageData(0, 0, width, height)
      yield {
        ...{ left, top, width, height, dotsPerMillimetre: dotsPerInch / 25.4 },
        black: (x, y) => data[(y * width + x) * 4] < 128,
        ink: (x, y) => data[(y * width + x) * 4] < 250,
      }
    }
    page.cleanup()
  }
  await opened.destroy()
}
