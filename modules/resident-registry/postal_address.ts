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
  /** 番地 and 方書, what comes after the 町域; nothing where that is not known. */
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

function partsAfterTown(text: (key: string) => string, towns: TownTable): string | null {
  if (text('block')) return `${text('block')} ${text('building')}`.trim()
  const [line, town] = [text('address'), text('town')]
  const at = town ? line.indexOf(town) : -1
  return at < 0 ? afterTown(line, text('postal_code'), towns) : line.slice(at + town.length).trim()
}

/** What stands after the first blank is 方書, which may have blanks of its own. */
function divided(line: string): string[] {
  const [, first, rest] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line)!
  return [first, rest]
}
