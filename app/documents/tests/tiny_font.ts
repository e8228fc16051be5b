/**
 * A font of a few characters, each a box: what an office draws for the
 * characters no other font has. Forms are named as 葛 with its selector.
 */
export function tinyFont(
  characters: string[],
  { wide = true, restricted = false }: { wide?: boolean; restricted?: boolean } = {}
): Buffer {
  const [plain, forms] = [[] as number[], [] as [number, number][]]
  for (const character of characters) {
    const [code, selector] = Array.from(character, (one) => one.codePointAt(0)!)
    if (selector) forms.push([code, selector])
    else plain.push(code)
  }
  plain.sort((a, b) => a - b)
  /** The empty box first, then a glyph for each character and each form. */
  const glyphs = 1 + plain.length + forms.length
  const outline = box(100, 0, 900, 800)
  const subtables = [
    ...(forms.length ? [{ platform: 0, encoding: 5, table: formsTable(forms, plain.length) }] : []),
    wide
      ? { platform: 3, encoding: 10, table: wideTable(plain) }
      : { platform: 3, encoding: 1, table: planeTable(plain) },
  ]
  return file({
    'OS/2': int16(4, 1000, 400, 5, restricted ? 2 : 0, ...Array(43).fill(0)),
    'cmap': cmap(subtables),
    'glyf': Buffer.concat(Array(glyphs).fill(outline)),
    'head': Buffer.concat([
      int32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      int16(3, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0),
    ]),
    'hhea': int16(1, 0, 880, -120 & 0xffff, 0, 1000, ...Array(11).fill(0), glyphs),
    'hmtx': int16(...Array(glyphs).fill([1000, 100]).flat()),
    'loca': int32(...Array.from({ length: glyphs + 1 }, (_, i) => i * outline.length)),
    'maxp': int16(1, 0, glyphs, 4, 1, 0, 0, 2, ...Array(8).fill(0)),
    'name': int16(0, 0, 6),
  })
}

const int16 = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => buffer.writeUInt16BE(value & 0xffff, i * 2))
  return buffer
}

const int32 = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => buffer.writeUInt32BE(value >>> 0, i * 4))
  return buffer
}

const int24 = (value: number) => int32(value).subarray(1)

/** One contour of four points, as far from each other as the table says: all of them two bytes. */
const box = (left: number, bottom: number, right: number, top: number) =>
  Buffer.concat([
    int16(1, left, bottom, right, top, 3, 0),
    Buffer.from([1, 1, 1, 1]),
    int16(left, 0, right - left, 0),
    int16(bottom, top - bottom, 0, bottom - top),
    Buffer.alloc(2),
  ])

function cmap(subtables: { platform: number; encoding: number; table: Buffer }[]): Buffer {
  let at = 4 + subtables.length * 8
  const entries = subtables.map(({ platform, encoding, table }) => {
    const entry = Buffer.concat([int16(platform, encoding), int32(at)])
    at += table.length
    return entry
  })
  return Buffer.concat([
    int16(0, subtables.length),
    ...entries,
    ...subtables.map(({ table }) => table),
  ])
}

/** Format 12. */
const wideTable = (codes: number[]) =>
  Buffer.concat([
    int16(12, 0),
    int32(16 + codes.length * 12, 0, codes.length),
    ...codes.map((code, i) => int32(code, code, i + 1)),
  ])

/** Format 4: a segment for each character, and the one that ends it. */
function planeTable(codes: number[]): Buffer {
  const ends = [...codes, 0xffff]
  const deltas = [...codes.map((code, i) => i + 1 - code), 1]
  const size = ends.length * 2
  const body = [
    int16(size, 0, 0, 0),
    int16(...ends),
    ...[int16(0), int16(...ends), int16(...deltas), Buffer.alloc(size)],
  ]
  const table = Buffer.concat(body)
  return Buffer.concat([int16(4, table.length + 6, 0), table])
}

/** Format 14: forms with a glyph of their own. */
function formsTable(forms: [code: number, selector: number][], before: number): Buffer {
  let at = 10 + forms.length * 11
  const records = forms.map(([, selector]) => {
    const record = Buffer.concat([int24(selector), int32(0, at)])
    at += 9
    return record
  })
  const lists = forms.map(([code], i) =>
    Buffer.concat([int32(1), int24(code), int16(before + 1 + i)])
  )
  return Buffer.concat([int16(14), int32(at, forms.length), ...records, ...lists])
}

function file(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables).sort()
  let at = 12 + names.length * 16
  const entries: Buffer[] = []
  const bodies: Buffer[] = []
  for (const name of names) {
    const body = tables[name]
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    entries.push(Buffer.concat([Buffer.from(name, 'latin1'), int32(0, at, body.length)]))
    bodies.push(padded)
    at += padded.length
  }
  return Buffer.concat([int32(0x10000), int16(names.length, 0, 0, 0), ...entries, ...bodies])
}
