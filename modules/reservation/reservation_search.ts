import encryption from '@adonisjs/core/services/encryption'
import { lineOfLinkCode, readReadableCode } from '#app/exchange/main'
import { askField, type FieldSearch, type FieldSet } from '#app/fields/main'
import type { Municipality } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { accessKeyHash } from './access_key.js'
import { bookerIdsFor } from './booker.js'
import type { HowItCame } from './how_it_came.js'
import type { ListOrder } from './list_order.js'
import type { ReservationFilter } from './queries/list_reservations.js'

/** Conditions that say nothing about a person: they stand in the address, which can be kept and sent. */
export interface OpenConditions {
  from?: string | null
  until?: string | null
  by?: 'visit' | 'received' | null
  number?: number | null
  serial?: number | null
  counter?: string | null
  procedure?: string | null
  state?: string | null
  collected?: boolean | null
  handling?: string | null
  how?: HowItCame | null
}

/** Conditions that name somebody or open their reservation: an address has them sealed. */
export interface SealedConditions {
  /** Twelve symbols. */
  key?: string
  /** Twelve symbols. */
  link_code?: string
  /** What was typed of a 利用者ID. */
  booker?: string
  /** What was typed, by the keys of the fields. */
  fields?: Record<string, string>
  /** 部分一致 for names. */
  inside?: boolean
}

export interface Search {
  open: OpenConditions
  sealed: SealedConditions
  order: ListOrder
}

/** Whose search it is: another person's address opens nothing. */
interface Seeker {
  municipality: { id: number }
  staff: { id: string }
}

const purposeOf = ({ municipality, staff }: Seeker) =>
  `reservation search ${municipality.id} ${staff.id}`

export const hasSealed = ({ key, link_code: code, booker, fields = {} }: SealedConditions) =>
  Boolean(key || code || booker || Object.keys(fields).length > 0)

/**
 * The query of a search's address. What names somebody is in it encrypted and
 * for half a day: addresses end up in histories and logs, and paging, sorting
 * and going back still have to work.
 */
export function addressOf({ open, sealed, order }: Search, seeker: Seeker): Record<string, string> {
  const { collected, ...plain } = open
  const asked = {
    ...plain,
    by: open.by === 'received' ? open.by : null,
    collected: yesNo(collected),
    q: hasSealed(sealed)
      ? encryption.encrypt(sealed, { expiresIn: '12 hours', purpose: purposeOf(seeker) })
      : null,
    sort: order.by === 'visit' && !order.down ? null : order.by,
    dir: order.down ? 'down' : null,
  }
  return Object.fromEntries(
    Object.entries(asked)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)])
  )
}

const yesNo = (value?: boolean | null) =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : null

/** What an address has sealed; null when its time is over or it is somebody else's. */
export function openSealed(
  query: string | null | undefined,
  seeker: Seeker
): SealedConditions | null {
  if (!query) return {}
  return encryption.decrypt<SealedConditions>(query, purposeOf(seeker))
}

type Unreadable = 'key' | 'link_code' | 'field'

/** What was typed as a search's sealed part; `errors` names the boxes nothing can be found by. */
export async function readSealed(
  body: Record<string, any>,
  fields: FieldSet,
  keys: string[]
): Promise<{ sealed: SealedConditions; errors: { field: string; what: Unreadable }[] }> {
  const typed = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 200) : '')
  const errors: { field: string; what: Unreadable }[] = []
  const codes: Pick<SealedConditions, 'key' | 'link_code'> = {}
  for (const name of ['key', 'link_code'] as const) {
    const code = typed(body[name]) && readReadableCode(typed(body[name]))
    if (code) codes[name] = code
    if (code === null) errors.push({ field: name, what: name })
  }
  const asked: Record<string, string> = {}
  for (const name of keys) {
    const value = typed(body.fields?.[name])
    if (!value) continue
    asked[name] = value
    if (!(await askField(fields, fields.find(name)!, value))) {
      errors.push({ field: `fields.${name}`, what: 'field' })
    }
  }
  return {
    sealed: {
      ...codes,
      ...(typed(body.booker) && { booker: typed(body.booker) }),
      ...(Object.keys(asked).length > 0 && { fields: asked }),
      ...(body.match === 'inside' && { inside: true }),
    },
    errors,
  }
}

/**
 * The period that is meant where none was said. Whoever says a number means a
 * visit to come, whoever says who it is means any.
 */
export function periodOf({ open, sealed }: Pick<Search, 'open' | 'sealed'>) {
  const { from = null, until = null } = open
  if (from || until || open.serial || hasSealed(sealed)) return { from, until }
  if (open.by === 'received') {
    return { from: inTokyo(today()).minus({ days: 6 }).toISODate(), until: today() }
  }
  const week = inTokyo(today()).plus({ days: 6 }).toISODate()
  return { from: today(), until: open.number ? null : week }
}

/** A search as the query asks it; runs in the tenant scope. */
export async function filterOf(
  { open, sealed }: Pick<Search, 'open' | 'sealed'>,
  municipality: Municipality,
  fields: FieldSet
): Promise<ReservationFilter> {
  const searches: FieldSearch[] = []
  for (const [key, typed] of Object.entries(sealed.fields ?? {})) {
    const definition = fields.find(key)
    const search = definition && (await askField(fields, definition, typed, sealed))
    if (search) searches.push(search)
  }
  const { by, ...asked } = open
  return {
    ...asked,
    ...periodOf({ open, sealed }),
    by: by ?? 'visit',
    accessKeyHash: sealed.key ? accessKeyHash(sealed.key) : null,
    linkCodes: sealed.link_code ? await lineOfLinkCode(sealed.link_code) : null,
    bookerIds: sealed.booker ? await bookerIdsFor(sealed.booker, municipality) : null,
    fields: searches,
  }
}
