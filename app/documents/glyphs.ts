/** What one font can draw. */
interface Glyphs {
  has(codePoint: number): boolean
  /** Whether it knows this form of the character (a variation sequence, 葛 with U+E0100). */
  hasVariant(codePoint: number, selector: number): boolean
}

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
  #known = new Map<string, boolean>()

  /** @param files OpenType files in the order in which they are asked */
  constructor(files: Buffer[]) {
    this.#fonts = files.map(glyphsOf)
  }

  /**
   * Data with a 〓 for each character that cannot be printed.
   *
   * @returns with those characters, each once
   */
  replaceMissing<Data>(data: Data): { data: Data; missing: string[] } {
    const missing = new Set<string>()
    const inText = (text: string) =>
      text.toWellFormed().replace(DRAWN, (character) => {
        if (this.#draws(character)) return character
        missing.add(character)
        return GETA
      })
    return { data: mapTexts(data, inText) as Data, missing: [...missing] }
  }

  #draws(character: string): boolean {
    let drawn = this.#known.get(character)
    if (drawn === undefined) this.#known.set(character, (drawn = this.#look(character)))
    return drawn
  }

  /** The typesetter takes the first font that has the character, whether it knows the form or not. */
  #look(character: string): boolean {
    const [codePoint, selector] = Array.from(character, (one) => one.codePointAt(0)!)
    if (selector === undefined && NOT_DRAWN.test(character)) return true
    const font = this.#fonts.find((candidate) => candidate.has(codePoint))
    return font !== undefined && (selector === undefined || font.hasVariant(codePoint, selector))
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)])
  )
}

/** Reads the `cmap` of a font: format 12 for characters, format 14 for their forms. */
function glyphsOf(file: Buffer): Glyphs {
  const cmap = tableAt(file, 'cmap')
  const subtable = (format: number) => {
    for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
      const at = cmap + file.readUInt32BE(cmap + 8 + i * 8)
      if (file.readUInt16BE(at) === format) return at
    }
    return undefined
  }
  const characters = subtable(12)
  if (characters === undefined) throw new Error('The font has no table of all its characters.')
  const groups = rangesAt(file, characters + 12, 12, (at) => [
    file.readUInt32BE(at),
    file.readUInt32BE(at + 4),
  ])
  const has = (codePoint: number) => inRanges(groups, codePoint)
  const forms = subtable(14)
  const variants = forms === undefined ? new Map() : variantsAt(file, forms)
  return {
    has,
    hasVariant: (codePoint, selector) =>
      variants.get(selector)?.some((ranges: Range[]) => inRanges(ranges, codePoint)) ?? false,
  }
}

type Range = [first: number, last: number]

function tableAt(file: Buffer, name: string): number {
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const at = 12 + i * 16
    if (file.toString('latin1', at, at + 4) === name) return file.readUInt32BE(at + 8)
  }
  throw new Error(`The font has no table "${name}".`)
}

function rangesAt(file: Buffer, at: number, size: number, read: (at: number) => Range): Range[] {
  return Array.from({ length: file.readUInt32BE(at) }, (_, i) => read(at + 4 + i * size))
}

/** For each selector the characters whose usual form it names, and those that have another form for it. */
function variantsAt(file: Buffer, table: number): Map<number, Range[][]> {
  const variants = new Map<number, Range[][]>()
  for (let i = 0; i < file.readUInt32BE(table + 6); i++) {
    const at = table + 10 + i * 11
    const [usual, other] = [file.readUInt32BE(at + 3), file.readUInt32BE(at + 7)]
    variants.set(file.readUIntBE(at, 3), [
      usual
        ? rangesAt(file, table + usual, 4, (range) => {
            const first = file.readUIntBE(range, 3)
            return [first, first + file[range + 3]]
          })
        : [],
      other
        ? rangesAt(file, table + other, 5, (range) => {
            const character = file.readUIntBE(range, 3)
            return [character, character]
          })
        : [],
    ])
  }
  return variants
}

function inRanges(ranges: Range[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (codePoint < ranges[middle][0]) high = middle - 1
    else if (codePoint > ranges[middle][1]) low = middle + 1
    else return true
  }
  return false
}
