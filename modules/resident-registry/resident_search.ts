import { searchKey } from '#app/fields/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { addressKey, addressTexts, nameText } from './person_texts.js'
import type { ResidentState } from './resident.js'
import { addressGrams, gramsOf } from './search_tokens.js'

/** What residents are looked for by; whatever is named has to be true of them, all of it. */
export interface ResidentSearch {
  /** The beginning of a 住民ID. */
  number?: string
  /** Twelve symbols, as typed. */
  linkCode?: string
  /** Part of 氏名 or フリガナ, and whether it has to be its beginning. */
  name?: string
  match?: 'prefix' | 'partial'
  /** ISO date. */
  birthDate?: string
  /** Seven digits. */
  postalCode?: string
  /** Part of 町字・番地 or of 方書. */
  address?: string
  /** Digits. */
  phone?: string
  email?: string
  state?: ResidentState
}

/** The conditions that are about a person: neither an address nor a log tells them. */
export const PERSONAL = ['name', 'birthDate', 'postalCode', 'address', 'phone', 'email'] as const

/** Which name is meant: a フリガナ when it is written in kana, hiragana included. */
function nameAsked(name: string) {
  const key = searchKey(name)
  return { kind: /^[ァ-ヺー]+$/.test(key) ? ('kana' as const) : ('name' as const), key }
}

/** The grams whoever is found must have; too few to decide, but never too many. */
export function gramsAsked({ name, match, address }: ResidentSearch): string[] {
  const grams = new Set<string>()
  if (name) {
    const { kind, key } = nameAsked(name)
    for (const gram of gramsOf(kind, key)) {
      const anchored = gram.startsWith(`${kind}^`)
      /** Of the two at the beginning the longer says what the shorter does. */
      const wanted = [...gram].length === kind.length + 1 + Math.min(2, [...key].length)
      if (anchored ? match !== 'partial' && wanted : true) grams.add(gram)
    }
  }
  if (address) addressGrams(addressKey(address)).forEach((gram) => grams.add(gram))
  return [...grams]
}

/** Why a search cannot be answered: the field, and the key of the sentence. */
export function whyTooVague(search: ResidentSearch): { field: string; reason: string } | null {
  const { name, match, address } = search
  if (name && match === 'partial' && [...searchKey(name)].length < 2) {
    return { field: 'name', reason: 'two_characters' }
  }
  if (name && searchKey(name) === '') return { field: 'name', reason: 'two_characters' }
  if (address && addressGrams(addressKey(address)).length === 0) {
    return { field: 'address', reason: 'two_characters_of_address' }
  }
  return Object.values(search).every((value) => value === undefined) ||
    Object.keys(search).every((key) => key === 'match' || !search[key as keyof ResidentSearch])
    ? { field: 'number', reason: 'no_condition' }
    : null
}

/**
 * Whether having the grams and tokens is as good as being meant: a name of one
 * or two characters is a gram itself. Longer ones are put together from pairs,
 * which can stand apart.
 */
export function isDecidedByTokens({ name, address }: ResidentSearch): boolean {
  return !address && (!name || [...searchKey(name)].length <= 2)
}

/** Whether a decrypted resident is one of those meant: two pairs of characters can stand apart. */
export function isMeant(values: FieldValues, search: ResidentSearch): boolean {
  if (search.name) {
    const { kind, key } = nameAsked(search.name)
    const text = nameText(values[kind])
    if (search.match === 'partial' ? !text.includes(key) : !text.startsWith(key)) return false
  }
  if (search.address) {
    const key = addressKey(search.address)
    if (!addressTexts(values).some((text) => text.includes(key))) return false
  }
  /** Tokens of whole values are as good as the values. */
  return true
}
