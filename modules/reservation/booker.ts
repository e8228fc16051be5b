import type { HttpContext } from '@adonisjs/core/http'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { bookerDirectory, bookerDoor, type Booker, type BookerDirectory } from './api.js'

/** How the booking form treats whoever opened it. */
export interface Welcome {
  /** `to be known`: the form asks who it is. */
  as: 'known' | 'stranger' | 'to be known'
  booker: Booker | null
  mayBook: 'known' | 'strangers' | 'both'
}

/** The first module that knows people says who books; where there is none, nobody is known. */
const doorOf = async (municipality: Municipality) => (await answersTo(bookerDoor, municipality))[0]

/** Who is at the form: somebody known, somebody who wants to be, or anybody (RS2, RS2b, RS2c). */
export async function welcome(ctx: HttpContext): Promise<Welcome> {
  const door = await doorOf(ctx.tenant.municipality)
  if (!door) return { as: 'stranger', booker: null, mayBook: 'strangers' }
  const arrival = await door.arrive(ctx)
  if (arrival.booker) return { as: 'known', ...arrival }
  const asksToBeKnown = ctx.request.input('as') === 'known' && arrival.mayBook !== 'strangers'
  return {
    as: arrival.mayBook === 'known' || asksToBeKnown ? 'to be known' : 'stranger',
    ...arrival,
  }
}

/**
 * Who sends the form.
 *
 * @returns nothing when what it says opens nothing; `detour` is a page to see before the booking goes on
 */
export async function identify(
  ctx: HttpContext,
  visitor: Welcome
): Promise<{ booker: Booker | null; detour?: string } | null> {
  if (visitor.as !== 'to be known') return { booker: visitor.booker }
  const identified = await (await doorOf(ctx.tenant.municipality)).identify(ctx)
  if (!identified?.detour) return identified
  const next = `/${ctx.tenant.municipality.slug}/holds/${ctx.params.token}/confirm`
  return { ...identified, detour: `${identified.detour}?next=${encodeURIComponent(next)}` }
}

/**
 * Lets the module that knows people refuse a booking, in the transaction that makes it.
 *
 * @returns the address the booker is written to, where that module knows one
 */
export async function admit(bookerId: string | null): Promise<string | undefined> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const admitted = await (await doorOf(municipality))?.admit(bookerId)
  return admitted?.email ?? undefined
}

/** Where people's IDs can be looked up; nothing where no module knows people. */
export async function directoryOf(
  municipality: Municipality
): Promise<BookerDirectory | undefined> {
  return (await answersTo(bookerDirectory, municipality))[0]
}

/** Those who are meant by a typed 利用者ID; runs in the tenant scope. */
export async function bookerIdsFor(typed: string, municipality: Municipality): Promise<string[]> {
  return (await (await directoryOf(municipality))?.find(typed)) ?? []
}

/** What the pages call those who booked, by their id; runs in the tenant scope. */
export async function bookerNames(
  ids: (string | null)[],
  municipality: Municipality
): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  return (await (await directoryOf(municipality))?.names(known)) ?? new Map()
}

/** Where those who booked can be phoned, by their id; runs in the tenant scope. */
export async function bookerPhones(
  ids: string[],
  municipality: Municipality
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  return (await (await directoryOf(municipality))?.phones([...new Set(ids)])) ?? new Map()
}
