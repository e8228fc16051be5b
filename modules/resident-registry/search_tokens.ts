import { keyRing, type KeyRing } from '#app/exchange/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { personTexts } from './person_texts.js'

/** What finds a resident, as tokens: nobody reads from them what they stand for. */
export interface ResidentTokens {
  birth: string | null
  postal: string | null
  phone: string | null
  email: string | null
  grams: string[]
}

/** Makes tokens of one municipality: the same name has others in the next one. */
export function tokenMaker(municipalityId: number, ring: KeyRing = keyRing, keyId = ring.keyId) {
  const of = (kind: string, text: string) => `${municipalityId} ${kind} ${text}`
  return {
    whole: (kind: string, text: string) => ring.token(of(kind, text), keyId),
    gram: (gram: string) => ring.frequentToken(of('gram', gram), keyId),
  }
}

/**
 * A text as one or two of its characters each: the first and the first two,
 * by which its beginning is found, and every two neighbours, by which any
 * part of it is. Two and not three, because half of all family names have no
 * third character; and not one, because it would find every tenth resident.
 */
export function gramsOf(kind: string, key: string): string[] {
  const characters = [...key]
  if (characters.length === 0) return []
  const start = [characters[0], characters.slice(0, 2).join('')]
  return [...new Set(start.map((text) => `${kind}^${text}`)), ...pairsOf(kind, characters)]
}

/**
 * Of an address only neighbours that are no digits: numbers of blocks and
 * rooms tell nobody apart, and would be most of the index.
 */
export function addressGrams(key: string): string[] {
  return key.split(/[\d\-]+/).flatMap((run) => pairsOf('address', [...run]))
}

function pairsOf(kind: string, characters: string[]): string[] {
  return characters.slice(1).map((character, i) => `${kind} ${characters[i]}${character}`)
}

/** Everything by which a resident is found. */
export function tokensOf(
  values: FieldValues,
  token: ReturnType<typeof tokenMaker>
): ResidentTokens {
  const texts = personTexts(values)
  const grams = new Set([
    ...gramsOf('name', texts.name),
    ...gramsOf('kana', texts.kana),
    ...texts.address.flatMap(addressGrams),
  ])
  const equal = (kind: string, text?: string) => (text ? token.whole(kind, text) : null)
  return {
    birth: equal('birth', texts.birthDate),
    postal: equal('postal', texts.postalCode),
    phone: equal('phone', texts.phone),
    email: equal('email', texts.email),
    grams: [...grams].map((gram) => token.gram(gram)),
  }
}

/** Of somebody who is not to be found by what they are called or where they live. */
export const NO_TOKENS: ResidentTokens = {
  birth: null,
  postal: null,
  phone: null,
  email: null,
  grams: [],
}
