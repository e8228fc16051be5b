import type { Glyphs } from './font_tables.js'

/** Written where no font has the character, as in CP932 files. */
const GETA = '〓'

/** A character and, if one follows, the selector of its form. */
const DRAWN = /[^][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?/gu

const SELECTOR = /[\uFE00-\uFE0F]/

/** Say how their neighbours are set and are not drawn themselves: breaks of lines, joiners, marks of direction. */
const NOT_DRAWN = /[\t\n\r\u2028\u2029]|(?=\p{Default_Ignorable_Code_Point})\p{Cf}/u

/**
 * Looks for what no font of the chain draws. A typesetter would print an empty
 * box, or the usual form of a character in place of the one a person is
 * registered with, and say nothing.
 */
export class GlyphCheck {
  #fonts: Glyphs[]
  #usual: Glyphs[]
  #known = new Map<string, Drawn>()
  /** 1 for the UTF-16 codes of which nothing has to be done: nearly all of them. */
  #plain = new Uint8Array(0x10000)

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
      this.#isPlain(text)
        ? text
        : text.toWellFormed().replace(DRAWN, (character) => {
            if (this.#drawn(character).font !== NONE) return character
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
      if (this.#isPlain(text)) return text
      for (const character of text.match(DRAWN) ?? []) {
        const { font, takenFrom } = this.#drawn(character)
        if (font >= 0 && font !== takenFrom) exceptions.set(character, font)
      }
      return text
    })
    return exceptions
  }

  #isPlain(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      if (this.#plain[text.charCodeAt(i)] === 0) return false
    }
    return true
  }

  #drawn(character: string): Drawn {
    const known = this.#known.get(character)
    if (known) return known
    const drawn = this.#look(character)
    this.#known.set(character, drawn)
    const needsNothing = drawn.font >= 0 && drawn.font === drawn.takenFrom
    if (needsNothing && character.length === 1 && !SELECTOR.test(character)) {
      this.#plain[character.charCodeAt(0)] = 1
    }
    return drawn
  }

  #look(character: string): Drawn {
    const [codePoint, selector] = Array.from(character, (one) => one.codePointAt(0)!)
    const takenFrom = this.#usual.findIndex((font) => font.has(codePoint))
    if (selector === undefined && NOT_DRAWN.test(character)) return { font: NOT_NEEDED, takenFrom }
    const font = this.#fonts.findIndex(
      (one) => one.has(codePoint) && (selector === undefined || one.hasVariant(codePoint, selector))
    )
    return { font, takenFrom }
  }
}

/** The number of the font that draws a character, and of the one the typesetter would take. */
interface Drawn {
  font: number
  takenFrom: number
}

const NONE = -1
const NOT_NEEDED = -2

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)])
  )
}
