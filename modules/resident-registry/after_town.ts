import { keyOf, placeTokens, type PlaceToken } from './place_tokens.js'
import type { PlaceSuggestion } from './postal_suggestions.js'
import type { TownTable } from './town_table.js'

/** Longer than the name of any town. */
const LONGEST_TOWN = 40

/**
 * 住所B: what comes after the 町域 in an address kept as one line. The longest
 * name of a town of the municipality must be one that the postal code stands
 * for; otherwise nothing, because 六番町4-5 divided wrongly is another place.
 *
 * @example afterTown('東京都千代田区六番町4-5', '1020085', SHIPPED_TOWNS) // '4-5'
 */
export function afterTown(line: string, postalCode: string, towns: TownTable): string | null {
  const tokens = placeTokens(line)
  const places = towns.placesOf(postalCode)
  const here = places.find((place) => afterMunicipality(tokens, place) > 0) ?? onlyCityOf(places)
  if (!here) return null
  const start = afterMunicipality(tokens, here)
  const end = endOfTown(tokens, start, postalCode, towns.townsIn(here))
  if (end < 0) return null
  const rest = line.slice(tokens[end - 1].end).trim()
  /** A line that leaves the municipality out might begin with another's name. */
  return start > 0 || BLOCK.test(rest) ? rest || null : null
}

const BLOCK = /^([0-9０-９]|[〇一二三四五六七八九十]+(丁目|番))/

const onlyCityOf = (places: PlaceSuggestion[]) =>
  places.every(({ city }) => city === places[0].city) ? places[0] : undefined

/** How many tokens prefecture and municipality take; 0 where the line begins without the latter. 郡, and the city of a ward, may be left out. */
function afterMunicipality(tokens: PlaceToken[], { prefecture, city }: PlaceSuggestion): number {
  const short = city.replace(/^.+?郡(?=.+[町村]$)|^.+?市(?=.+区$)/, '')
  for (const name of [prefecture + city, city, prefecture + short, short]) {
    const asked = placeTokens(name)
    if (keyOf(tokens.slice(0, asked.length)) === keyOf(asked)) return asked.length
  }
  return 0
}

/** Where the longest name of a town ends; -1 where none begins, or the postal code is not its. */
function endOfTown(
  tokens: PlaceToken[],
  start: number,
  postalCode: string,
  towns: Map<string, Set<string>>
): number {
  /** 大字 and 字 are left out by 日本郵便. */
  const [aza] = /^大?字/.exec(keyOf(tokens.slice(start, start + 2))) ?? ['']
  const from = start + aza.length
  for (let end = Math.min(tokens.length, from + LONGEST_TOWN); end > from; end--) {
    const codes = towns.get(keyOf(tokens.slice(from, end)))
    if (codes) return codes.has(postalCode) ? end : -1
  }
  return -1
}
