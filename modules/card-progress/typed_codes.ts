import { readReadableCode } from '#app/exchange/main'
import { toHalfWidth } from '#app/ui/main'

/** One card of a list that was pasted or scanned. */
export interface TypedCode {
  /** As it was typed; the twelve symbols where it is a link code. */
  typed: string
  cardNumber: string | null
  twice: boolean
}

/** The most lines of one action. */
export const MOST_LINES = 20_000

/**
 * Reads a list: one card a line, its link code or the municipality's number,
 * and after a comma or a tab the number it is to get. Of those that are there
 * twice the later ones say so.
 */
export function readTypedCodes(text: string): TypedCode[] {
  const seen = new Set<string>()
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [first, second] = line.split(/[,\t、，]/).map((part) => tidy(part))
      const typed = readReadableCode(first) ?? first
      const twice = seen.has(typed)
      seen.add(typed)
      return { typed: typed.slice(0, 100), cardNumber: second?.slice(0, 40) || null, twice }
    })
}

const tidy = (part: string) => toHalfWidth(part).trim().toUpperCase()
