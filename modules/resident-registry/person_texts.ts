import type { FieldValue, FieldValues } from '@madoguchi/module-kit'
import { searchKey } from '#app/fields/main'
import { phoneDigits } from '#app/ui/main'
import type { BirthDate } from './birth_date.js'

/** What of a resident can be looked for, each in the form in which it is compared. */
export interface PersonTexts {
  name: string
  kana: string
  /** 町字・番地 and 方書. */
  address: string[]
  birthDate?: string
  postalCode?: string
  phone?: string
  email?: string
}

export function personTexts(values: FieldValues): PersonTexts {
  return {
    name: nameText(values.name),
    kana: nameText(values.kana),
    address: addressTexts(values),
    birthDate: (values.birth_date as unknown as BirthDate | undefined)?.date,
    postalCode: textOf(values.postal_code) || undefined,
    phone: phoneDigits(textOf(values.phone)) || undefined,
    email: emailKey(textOf(values.email)) || undefined,
  }
}

export const emailKey = (email: string) => email.normalize('NFKC').trim().toLowerCase()

const NUMERALS = '〇一二三四五六七八九'

/** 一丁目 and 1丁目, 二十三番地 and 23番地 are looked for as each other. */
export function addressKey(text: string): string {
  return searchKey(text)
    .replace(/[〇一二三四五六七八九十]+(?=丁目|番|号|条|線|地割)/g, (found) =>
      String(numberOf(found))
    )
    .replace(/[‐‑–—―−]/g, '-')
    .replace(/(?<=\d)ー(?=\d)/g, '-')
}

/** 二十三 and 二三 are 23. */
export function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral]
  const digits = (text: string) => [...text].map((one) => NUMERALS.indexOf(one)).join('')
  const ten = numeral.includes('十') ? Number(digits(tens) || 1) * 10 : 0
  return ten + Number(digits(ones) || 0)
}

/** The parts where they are kept apart; otherwise the line without prefecture and municipality, which everybody here shares. */
export function addressTexts(values: FieldValues): string[] {
  const town = textOf(values.town)
  const texts = town
    ? [town + textOf(values.block), textOf(values.building)]
    : [textOf(values.address).replace(/^(.{2,3}[都道府県])?(.{1,5}郡)?(.{1,7}?[市区町村])?/u, '')]
  return texts.filter(Boolean).map(addressKey)
}

const textOf = (value: FieldValue | undefined) => (typeof value === 'string' ? value : '')

/** A name kept in two pieces is looked for in one. */
export const nameText = (value: FieldValue | undefined) =>
  searchKey(
    typeof value === 'object' && !Array.isArray(value)
      ? `${value.family ?? ''}${value.given ?? ''}`
      : textOf(value)
  )
