import { searchKey } from '#app/fields/main'
import { numberOf } from './person_texts.js'

/** A character, or a number in whatever it is written; and where it ends in the text. */
export interface PlaceToken {
  key: string
  end: number
}

const PIECES = /[0-9０-９]+|[〇一二三四五六七八九十]+|[^]/gu

/** Written for each other in names of places, besides what a search takes for the same: 霞が関・霞ケ関, 一之宮・一ノ宮. */
const ALIKE: Record<string, string> = {
  ガ: 'ケ',
  之: 'ノ',
  ...Object.fromEntries([...'‐‑‒–—―−'].map((hyphen) => [hyphen, '-'])),
}

/** A name of a place as it is compared; 北六条東, 北6条東 and 北６条東 are the same. */
export function placeTokens(text: string): PlaceToken[] {
  const tokens: PlaceToken[] = []
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const end = index + piece.length
    const key = keyOfPiece(piece)
    if (key) tokens.push({ key, end })
    /** A blank, or the form of the character before it. */
    else if (tokens.length > 0) tokens.at(-1)!.end = end
  }
  return tokens
}

export const keyOf = (tokens: PlaceToken[]) => tokens.map(({ key }) => key).join('')

function keyOfPiece(piece: string): string {
  if (/^[0-9０-９]/.test(piece)) return `#${Number(piece.normalize('NFKC'))}`
  if (/^[〇一二三四五六七八九十]/.test(piece)) return `#${numberOf(piece)}`
  const key = searchKey(piece)
  return ALIKE[key] ?? key
}
