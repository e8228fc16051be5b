import { afterTown } from './after_town.js'
import type { ListedResident } from './queries/search_residents.js'
import type { TownTable } from './town_table.js'

/** What goes on an envelope, as it is registered, and what it is sorted by. */
export interface PostalAddress {
  id: string
  /** 住民ID. */
  number: string
  name: string
  kana: string
  /** Seven digits; nothing where none is registered. */
  postalCode: string | null
  /** The address in the parts it is written in: 町字・番地, 方書. */
  parts: string[]
  /** 住所B: 丁目, 番地 and 方書, what comes after the 町域; nothing where that is not known. */
  afterTown: string | null
  /** The link code that stands for them now. */
  linkCode: string | null
}

export function postalAddressOf(
  { id, number, values, linkCode }: ListedResident,
  towns: TownTable
): PostalAddress {
  const text = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : '')
  return {
    ...{ id, number, linkCode, name: text('name'), kana: text('kana') },
    postalCode: text('postal_code') || null,
    parts: partsOf(text),
    afterTown: partsAfterTown(text, towns),
  }
}

/** The line as it was received, divided where 方書 begins; the parts it is kept in where there is none. */
function partsOf(text: (key: string) => string): string[] {
  const line = text('address')
  const parts = line
    ? divided(line)
    : [`${text('prefecture')}${text('city')}${text('town')}${text('block')}`, text('building')]
  return parts.filter(Boolean)
}

/**
 * 丁目 is part of it even where it is kept with the 町字: the 町域 a postal code
 * stands for ends before it. The town table says where; a town it does not
 * know ends before its 丁目.
 */
function partsAfterTown(text: (key: string) => string, towns: TownTable): string | null {
  const [town, block] = [text('town'), text('block')]
  const ownParts = `${block} ${text('building')}`
  const line = block ? `${text('prefecture')}${text('city')}${town}${ownParts}` : text('address')
  const known = afterTown(line, text('postal_code'), towns)
  if (known !== null) return known
  const at = town ? line.indexOf(town) : -1
  const rest = block ? ownParts : at < 0 ? null : line.slice(at + town.length)
  return rest === null ? null : `${CHOME.exec(town)?.[0] ?? ''}${rest}`.trim()
}

const CHOME = /[0-9０-９〇一二三四五六七八九十]+丁目\s*$/u

/** What stands after the first blank is 方書, which may have blanks of its own. */
function divided(line: string): string[] {
  const [, first, rest] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line)!
  return [first, rest]
}
