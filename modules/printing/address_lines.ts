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
  const count = Math.ceil(widthOf(part) / room)
  const share = Math.min(room, Math.ceil(widthOf(part) / count) + 1)
  const lines: string[] = ['']
  for (const [unit] of part.matchAll(UNIT)) {
    const line = lines.at(-1)!
    if (line && widthOf(line + unit) > share) lines.push(unit)
    else lines[lines.length - 1] = line + unit
  }
  return lines.map((line) => line.trim())
}

/** In full-width characters; a form of a character takes no room of its own. */
export const widthOf = (text: string) =>
  Array.from(text.replace(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')).reduce(
    (width, character) => width + (/[ -~｡-ﾟ]/.test(character) ? 0.62 : 1),
    0
  )
