import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { fieldSetOf, searchableFields } from '#app/fields/main'
import type { ListOrder } from '../../list_order.js'
import {
  addressOf,
  filterOf,
  hasSealed,
  openSealed,
  periodOf,
  type OpenConditions,
  type Search,
  type SealedConditions,
} from '../../reservation_search.js'
import { applicationFields } from '../../subjects.js'

/** What an address or a form asks, as the validator left it. */
export type AskedConditions = Omit<OpenConditions, 'collected'> & {
  collected?: 'yes' | 'no' | null
  q?: string | null
  sort?: ListOrder['by'] | null
  dir?: 'down' | null
}

const OPEN = [
  ...(['from', 'until', 'by', 'number', 'serial', 'counter', 'procedure', 'state'] as const),
  ...(['collected', 'handling', 'how'] as const),
]

/** A search from what was sent; nothing when the sealed part opens no more. */
export function searchFrom(
  asked: AskedConditions,
  { staff, tenant }: HttpContext
): Search | undefined {
  const sealed = openSealed(asked.q, { municipality: tenant.municipality, staff: staff! })
  return sealed ? withSealed(asked, sealed) : undefined
}

export function withSealed(asked: AskedConditions, sealed: SealedConditions): Search {
  const given = OPEN.map((name) => [name, asked[name] ?? null])
  const open: OpenConditions = {
    ...Object.fromEntries(given),
    collected: asked.collected ? asked.collected === 'yes' : null,
  }
  return { open, sealed, order: { by: asked.sort ?? 'visit', down: asked.dir === 'down' } }
}

export const queryOf = (search: Search, { staff, tenant }: HttpContext) =>
  addressOf(search, { municipality: tenant.municipality, staff: staff! })

export const urlOf = (base: string, search: Search, ctx: HttpContext) => {
  const query = new URLSearchParams(queryOf(search, ctx)).toString()
  return query ? `${base}?${query}` : base
}

/** The search as the query asks it; runs in the tenant scope. */
export async function filterFor(search: Search, { tenant }: HttpContext) {
  const fields = await fieldSetOf(applicationFields, tenant.municipality)
  const allowed = new Set(searchableFields(fields).map(({ key }) => key))
  const kept = Object.entries(search.sealed.fields ?? {}).filter(([key]) => allowed.has(key))
  const sealed = { ...search.sealed, fields: Object.fromEntries(kept) }
  return filterOf({ open: search.open, sealed }, tenant.municipality, fields)
}

/** Whether anything but the period is asked for. */
export const isNarrowed = ({ open, sealed }: Search) =>
  hasSealed(sealed) ||
  OPEN.some((name) => !['from', 'until', 'by'].includes(name) && open[name] !== null)

/**
 * Notes a search (R45): the conditions as they are, of those that name
 * somebody which were used and a keyed hash, by which it can be checked
 * afterwards whether somebody was looked for without the log naming anybody.
 * A 対応 that finds nothing may be anything that was typed, too.
 */
export async function recordSearch(
  search: Search,
  {
    action,
    found,
    ...detail
  }: { action: 'list' | 'search' | 'export'; found: number } & Record<string, unknown>
) {
  const { inside, fields, ...said } = search.sealed
  const { handling, ...open } = search.open
  const typed = handling && found === 0 ? { handling } : undefined
  const words = { ...said, ...fields, ...typed }
  const lookedFor = Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      keyedHash('search word', `${name} ${word}`).toString('base64url').slice(0, 12),
    ])
  )
  await audit.record({
    action: `reservation.${action}`,
    detail: {
      ...open,
      ...(found > 0 && { handling }),
      ...periodOf(search),
      ...((hasSealed(search.sealed) || typed) && { lookedFor, ...(inside && { inside }) }),
      ...detail,
    },
  })
}
