import { readFileSync } from 'node:fs'
import { FONTS } from './fonts.js'
import { glyphsOf, type Glyphs } from './font_tables.js'
import { GlyphCheck } from './glyphs.js'
import { usableOwnFonts } from './own_fonts.js'
import { Typesetter, type DocumentOrder } from './typesetter.js'

const typesetter = new Typesetter()

/**
 * Long runs have a process of their own, so that somebody who wants one page
 * does not wait behind them. Their documents are large, and what the process
 * cannot give back of each adds up, so it lives for fewer of them.
 */
const bulk = new Typesetter({ lifetime: 10 })

let usual: Glyphs[] | undefined

/**
 * Documents on paper. A template is Typst (https://typst.app), which imports
 * the product's look from /common.typ; what it prints comes as data.
 *
 * @example
 * const { pdf } = await documents.typeset({
 *   template: new URL('../documents/sheet.typ', import.meta.url),
 *   data: { title: '当日一覧', … },
 * })
 */
export const documents = {
  typeset: (order: DocumentOrder) => typesetter.typeset(order),
  /** The same as a picture (SVG), to look at before it is printed. */
  draw: (order: DocumentOrder) => typesetter.draw(order),
  /** The same as a PDF for one part of a long run. */
  typesetInBulk: (order: DocumentOrder) => bulk.typeset(order),
  /** What the fonts of documents draw, a municipality's own among them, as they are at the moment. */
  async glyphs(municipality?: { slug: string }): Promise<GlyphCheck> {
    usual ??= FONTS.map(({ regular }) => glyphsOf(readFileSync(regular))!)
    return new GlyphCheck(usual, (await usableOwnFonts(municipality)).glyphs)
  },
  /** Why there are no PDFs on this machine; null when there are. Screens, files and the browser's own printing remain. */
  whyUnavailable: () => typesetter.whyUnavailable(),
}
