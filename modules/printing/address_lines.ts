/** What must stay on one line: a number, a word in letters, a character with its form. */
const UNIT = /[0-9０-９A-Za-zＡ-Ｚａ-ｚ‐－-]+|[^][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?/gu

const MOST_LINES = 3

/** Narrower than this no line is worth reading (長体). */
const LEAST_RATIO = 0.6

/**
 * An address as up to three lines.
 *
 * @param parts as they were written apart: 町字・番地, then 方書
 * @param fit how many full-width characters a line holds uncondensed
 * @returns null when three lines condensed as far as is readable do not hold it
 */
export function addressLines(parts: string[], fit: number): string[] | null {
  for (let room = fit; room <= fit / LEAST_RATIO; room += 1) {
    const lines = parts.flatMap((part) => broken(part, room))
    if (lines.length <= MOST_LINES && lines.every((line) => widthOf(line) <= fit / LEAST_RATIO)) {
      return lines
    }
  }
  return null
}

/** A part in as few lines as hold it, about equally long. */
function broken(part: string, room: number): string[] {
  const whole = hundredths(part)
  const count = Math.ceil(whole / (room * 100))
  const share = Math.min(room, Math.ceil(whole / 100 / count) + 1) * 100
  const lines: string[] = ['']
  let taken = 0
  for (const [unit] of part.matchAll(UNIT)) {
    const more = hundredths(unit)
    if (taken > 0 && taken + more > share) {
      lines.push(unit)
      taken = more
    } else {
      lines[lines.length - 1] += unit
      taken += more
    }
  }
  return lines.map((line) => line.trim())
}

/** In full-width characters; a form of a character takes no room of its own. */
export const widthOf = (text: string) => hundredths(text) / 100

/** The same as a whole number, which adds up exactly. */
function hundredths(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (isSelector(code)) continue
    width += isHalfWidth(code) ? 62 : 100
  }
  return width
}

const isSelector = (code: number) =>
  (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)

/** Latin letters, digits and signs, and kana of half width. */
const isHalfWidth = (code: number) =>
  (code >= 0x20 && code <= 0x7e) || (code >= 0xff61 && code <= 0xff9f)
