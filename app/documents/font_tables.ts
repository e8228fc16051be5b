/** What one font can draw. */
export interface Glyphs {
  has(codePoint: number): boolean
  /** Whether it knows this form of the character (a variation sequence, 葛 with U+E0100). */
  hasVariant(codePoint: number, selector: number): boolean
}

/** Kinds of OpenType file: TrueType outlines, PostScript outlines, and Apple's word for the first. */
const KINDS = ['\0\u0001\0\0', 'OTTO', 'true']

/** What a font file must have to be typeset from. */
const NEEDED = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name']

/** Embedding in documents is forbidden (OS/2 fsType). */
const RESTRICTED = 2

/** Why a file cannot be used as a font. */
export type FontTrouble = 'not_a_font' | 'collection' | 'damaged' | 'no_characters' | 'restricted'

/** @returns nothing when it can be used */
export function troubleWith(file: Buffer): FontTrouble | null {
  const kind = file.toString('latin1', 0, 4)
  if (kind === 'ttcf') return 'collection'
  if (file.length < 12 || !KINDS.includes(kind)) return 'not_a_font'
  try {
    const tables = tablesOf(file)
    const whole = NEEDED.every((name) => tables.has(name))
    const inside = [...tables.values()].every(({ at, length }) => at + length <= file.length)
    if (!whole || !inside) return 'damaged'
    const licence = tables.get('OS/2')
    if (licence && (file.readUInt16BE(licence.at + 8) & 0xf) === RESTRICTED) return 'restricted'
    return glyphsOf(file) ? null : 'no_characters'
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return 'damaged'
  }
}

interface Table {
  /** Of its entry in the list of tables. */
  entry: number
  at: number
  length: number
}

function tablesOf(file: Buffer): Map<string, Table> {
  return new Map(
    Array.from({ length: file.readUInt16BE(4) }, (_, i) => {
      const entry = 12 + i * 16
      const [at, length] = [file.readUInt32BE(entry + 8), file.readUInt32BE(entry + 12)]
      return [file.toString('latin1', entry, entry + 4), { entry, at, length }]
    })
  )
}

/**
 * The font under another family name. Files of different makers may bear the
 * same name, or that of a font the machine has; the typesetter would take
 * either.
 */
export function renamed(file: Buffer, family: string): Buffer {
  /** Family, style and PostScript name, for Windows in English. */
  const texts = [
    [1, family],
    [2, 'Regular'],
    [4, family],
    [6, family],
  ] as const
  const strings = texts.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  const head = Buffer.alloc(6 + texts.length * 12)
  head.writeUInt16BE(texts.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  texts.forEach(([id], i) => {
    const values = [3, 1, 0x409, id, strings[i].length, offset]
    values.forEach((value, field) => head.writeUInt16BE(value, 6 + i * 12 + field * 2))
    offset += strings[i].length
  })
  const table = Buffer.concat([head, ...strings])
  const start = Buffer.alloc(Math.ceil(file.length / 4) * 4)
  file.copy(start)
  const { entry } = tablesOf(file).get('name')!
  start.writeUInt32BE(start.length, entry + 8)
  start.writeUInt32BE(table.length, entry + 12)
  return Buffer.concat([start, table])
}

/**
 * Reads the `cmap` of a font: format 12 or 4 for characters, format 14 for
 * their forms.
 *
 * @returns nothing when the font has no table of Unicode characters
 */
export function glyphsOf(file: Buffer): Glyphs | undefined {
  const cmap = tablesOf(file).get('cmap')!.at
  const subtable = (format: number) => {
    for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
      const entry = cmap + 4 + i * 8
      const platform = file.readUInt16BE(entry)
      const unicode =
        platform === 0 || (platform === 3 && [1, 10].includes(file.readUInt16BE(entry + 2)))
      const at = cmap + file.readUInt32BE(entry + 4)
      if (unicode && file.readUInt16BE(at) === format) return at
    }
    return undefined
  }
  const [all, plane] = [subtable(12), subtable(4)]
  if (all === undefined && plane === undefined) return undefined
  const characters = all === undefined ? charactersOfPlane(file, plane!) : charactersOf(file, all)
  const forms = subtable(14)
  return glyphsFrom(characters, forms === undefined ? new Map() : variantsAt(file, forms))
}

type Range = [first: number, last: number]
type Variants = Map<number, Range[][]>

/** Apart from where the file is read, which would stay in memory with them. */
const glyphsFrom = (characters: Range[], variants: Variants): Glyphs => ({
  has: (codePoint) => inRanges(characters, codePoint),
  hasVariant: (codePoint, selector) =>
    variants.get(selector)?.some((ranges) => inRanges(ranges, codePoint)) ?? false,
})

/** Format 12. Glyph 0 is the empty box. */
const charactersOf = (file: Buffer, table: number): Range[] =>
  rangesAt(file, table + 12, 12, (at) => {
    const first = file.readUInt32BE(at)
    return [file.readUInt32BE(at + 8) === 0 ? first + 1 : first, file.readUInt32BE(at + 4)]
  })

/** Format 4, of fonts with nothing beyond U+FFFF: those of 外字. */
function charactersOfPlane(file: Buffer, table: number): Range[] {
  const size = file.readUInt16BE(table + 6)
  const ranges: Range[] = []
  for (let i = 0; i < size; i += 2) {
    const [ends, starts] = [table + 14, table + 16 + size]
    const [first, last] = [file.readUInt16BE(starts + i), file.readUInt16BE(ends + i)]
    const delta = file.readUInt16BE(starts + size + i)
    const place = starts + 2 * size + i
    const offset = file.readUInt16BE(place)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const listed = offset && file.readUInt16BE(place + offset + (code - first) * 2)
      const glyph = offset ? listed && (listed + delta) & 0xffff : (code + delta) & 0xffff
      if (glyph !== 0) ranges.push([code, code])
    }
  }
  return ranges
}

function rangesAt(file: Buffer, at: number, size: number, read: (at: number) => Range): Range[] {
  return Array.from({ length: file.readUInt32BE(at) }, (_, i) => read(at + 4 + i * size))
}

/** For each selector the characters whose usual form it names, and those that have another form for it. */
function variantsAt(file: Buffer, table: number): Variants {
  const variants: Variants = new Map()
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
