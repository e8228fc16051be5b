import { placeTokens, keyOf } from './place_tokens.js'
import { codesOfCity, placesOfPostalCode, type PlaceSuggestion } from './postal_suggestions.js'

/** 町域 by postal code, and by municipality with the codes each has. */
export class TownTable {
  readonly #towns = new Map<string, Map<string, Set<string>>>()

  constructor(
    readonly placesOf: (postalCode: string) => PlaceSuggestion[],
    private readonly codesOf: (city: string) => string[]
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

/** What is shipped with the system: the whole country. */
export const SHIPPED_TOWNS = new TownTable(placesOfPostalCode, codesOfCity)
