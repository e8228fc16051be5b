import type { Infer } from '@vinejs/vine/types'
import { readReadableCode, traceOf } from '#app/exchange/main'
import { phoneDigits } from '#app/ui/main'
import { PERSONAL, type ResidentSearch } from './resident_search.js'
import type { searchValidator } from './validators/resident_validators.js'

/** What the form asks for; a way to compare is only a condition together with a name. */
export function searchFrom(input: Infer<typeof searchValidator>): ResidentSearch {
  const search: ResidentSearch = {
    number: input.resident_number ?? undefined,
    linkCode: input.link_code ?? undefined,
    name: input.resident_name ?? undefined,
    match: input.resident_name ? (input.match ?? 'prefix') : undefined,
    birthDate: input.born_on ?? undefined,
    postalCode: input.postal_code ?? undefined,
    address: input.town ?? undefined,
    phone: input.phone ? phoneDigits(input.phone) : undefined,
    email: input.email ?? undefined,
    state: input.resident_state ?? undefined,
  }
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}

/** The boxes as conditions call them, so that an error leads to its box. */
export const BOXES: Record<string, string> = {
  number: 'resident_number',
  name: 'resident_name',
  address: 'town',
}

/**
 * What the audit log keeps of a search: what kind of conditions it had, and
 * those that tell nothing about a person. A box for numbers can have a name
 * typed into it, so what found nobody, or is no link code, is kept as its trace.
 */
export function conditionsInLog(search: ResidentSearch, found: number) {
  const { number, linkCode, state } = search
  return {
    conditions: PERSONAL.filter((condition) => search[condition]),
    ...(search.match && { match: search.match }),
    ...(number && { residentNumber: found > 0 ? number : traceOf(number) }),
    ...(linkCode && { linkCode: readReadableCode(linkCode) ?? traceOf(linkCode) }),
    ...(state && { standing: state }),
  }
}
