import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { ResidentSearch } from './resident_search.js'

/** What was asked, as it was typed and as it was read. */
export interface Conditions {
  search: ResidentSearch
  values: Record<string, unknown>
}

/** A search somebody left open over lunch is asked again. */
const GOOD_FOR = '30 minutes'

/** Only whoever asked can open them, and only here. */
const purposeOf = ({ staff, tenant }: HttpContext) =>
  `resident search ${tenant.municipality.id} ${staff!.id}`

/** Conditions for an address: names and birthdays are in no history and no log of the server. */
export const sealConditions = (ctx: HttpContext, conditions: Conditions) =>
  encryption.encrypt(conditions, GOOD_FOR, purposeOf(ctx))

/** @returns nothing when they are too old, or were somebody else's */
export const openConditions = (ctx: HttpContext, sealed: unknown): Conditions | null =>
  typeof sealed === 'string' ? encryption.decrypt<Conditions>(sealed, purposeOf(ctx)) : null
