import type { Glyphs } from './font_tables.js'

/** Written where no font has the character, as in CP932 files. */
const GETA = '〓'

/** A character and, if one follows, the selector of its form. */
const DRAWN = /[^][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?/gu

/** Say how their neighbours are set and are not drawn themselves: breaks of lines, joiners, marks of direction. */
const NOT_DRAWN = /[\p{Cf}\t\n\r\u2028\u2029]/u

/**
 * Looks for what no font of the chain draws. A typesetter would print an empty
 * box, or the usual form of a character in place of the one a person is
 * registered with, and say nothing.
 */
export class GlyphCheck {
  #fonts: Glyphs[]
  #usual: Glyphs[]
  #known = new Map<string, number>()

  /**
   * @param usual the fonts a template names, in the order in which they are asked
   * @param own fonts of a municipality's own, asked after them
   */
  constructor(usual: Glyphs[], own: Glyphs[] = []) {
    this.#usual = usual
    this.#fonts = [...usual, ...own]
  }

  /** The characters of a text, or forms of them, that no font draws, each once. */
  missingIn(text: string): string[] {
    return this.replaceMissing(text).missing
  }

  /**
   * Data with a 〓, or something else, for each character that cannot be printed.
   *
   * @returns with those characters, each once
   */
  replaceMissing<Data>(
    data: Data,
    replacement = (_character: string): string => GETA
  ): { data: Data; missing: string[] } {
    const missing = new Set<string>()
    const inText = (text: string) =>
      text.toWellFormed().replace(DRAWN, (character) => {
        if (this.#fontOf(character) !== NONE) return character
        missing.add(character)
        return replacement(character)
      })
    return { data: mapTexts(data, inText) as Data, missing: [...missing] }
  }

  /**
   * What the typesetter would take from another font than the one that has it:
   * of the fonts it is told, it takes the first with the character, whether
   * that knows the form or not.
   *
   * @returns the number of the right font by character
   */
  exceptionsIn(data: unknown): Map<string, number> {
    const exceptions = new Map<string, number>()
    mapTexts(data, (text) => {
      for (const [character] of text.matchAll(DRAWN)) {
        const font = this.#fontOf(character)
        if (font >= 0 && font !== this.#takenFrom(character)) exceptions.set(character, font)
      }
      return text
    })
    return exceptions
  }

  #fontOf(character: string): number {
    let font = this.#known.get(character)
    if (font === undefined) this.#known.set(character, (font = this.#look(character)))
    return font
  }

  #look(character: string): number {
    const [codePoint, selector] = codePointsOf(character)
    if (selector === undefined && NOT_DRAWN.test(character)) return NOT_NEEDED
    return this.#fonts.findIndex(
      (font) =>
        font.has(codePoint) && (selector === undefined || font.hasVariant(codePoint, selector))
    )
  }

  #takenFrom(character: string): number {
    const [codePoint] = codePointsOf(character)
    return this.#usual.findIndex((font) => font.has(codePoint))
  }
}

const NONE = -1
const NOT_NEEDED = -2

const codePointsOf = (character: string) => Array.from(character, (one) => one.codePointAt(0)!)

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)])
  )
}
