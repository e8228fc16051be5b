import type { I18n } from '@adonisjs/i18n'
import type { HttpContext } from '@adonisjs/core/http'
import { defineEvent, uiSlot, type SlotViewer } from '@madoguchi/module-kit'
import type { Municipality } from '#app/tenancy/main'
import type { ResidentSelection } from './actions/print_addresses.js'
import type { PostalAddress } from './postal_address.js'
import type { ShownResident } from './shown_resident.js'

export type { ResidentSelection } from './actions/print_addresses.js'
export type { PostalAddress } from './postal_address.js'
export type { ShownResident } from './shown_resident.js'

/** Below what a search found: what else can be done with all of them. The conditions are sealed, see `openedSearch`. */
export const foundResidents = uiSlot<{ conditions: string; total: number }>(
  'resident-registry.found'
)

/** On a resident's page, below what is registered. No address where it is not shown to the viewer. */
export const residentDetail = uiSlot<{ address: PostalAddress | null }>('resident-registry.detail')

/** Whether whom a link code stands for may use the service; `unknown` when it stands for nobody here. */
export type ResidentStanding = 'active' | 'suspended' | 'deregistered' | 'unknown'

/** A resident was suspended, resumed, deregistered or reactivated. Nothing in it is personal. */
export const residentStandingChanged = defineEvent<{
  residentId: string
  linkCode: string | null
  standing: Exclude<ResidentStanding, 'unknown'>
}>('resident-registry.standing_changed')

/**
 * Whether the resident of a link code, one that ended as well, may use the
 * service; runs in the tenant scope. Ask only where the module is on:
 * elsewhere nobody is known.
 */
export async function residentStanding(linkCode: string): Promise<ResidentStanding> {
  const { standingOfCode } = await import('./queries/standing_of_code.js')
  return standingOfCode(linkCode)
}

/**
 * Whom link codes stand for, as far as the viewer may see; empty where the
 * module is off. Runs in the tenant scope, on behalf of the viewer, and puts
 * into the audit log whose data was shown.
 *
 * @returns by link code
 */
export async function residentsOfLinkCodes(
  codes: string[],
  about: { municipality: Municipality; i18n: I18n; viewer: SlotViewer }
): Promise<Map<string, ShownResident>> {
  if (!about.municipality.modules.has('resident-registry')) return new Map()
  const { showByCode } = await import('./show_by_code.js')
  return showByCode(codes, about)
}

/**
 * Addresses of residents in use, for printing. Runs in the tenant scope, on
 * behalf of whoever prints, and logs that it was a print, of how many and of whom.
 * Ask only where the module is on.
 */
export async function addressesToPrint(selection: ResidentSelection): Promise<PostalAddress[]> {
  const { printAddresses } = await import('./actions/print_addresses.js')
  return printAddresses(selection)
}

/** Addresses of a print that was logged when it began, as they are now; those no longer in use are left out. */
export async function addressesBeingPrinted(ids: string[]): Promise<Map<string, PostalAddress>> {
  const actions = await import('./actions/print_addresses.js')
  return actions.addressesBeingPrinted(ids)
}

/** The selection behind the sealed conditions of a search; nothing when they are too old or somebody else's. */
export async function openedSearch(
  ctx: HttpContext,
  conditions: unknown
): Promise<Extract<ResidentSelection, { by: 'search' }> | null> {
  const { openConditions } = await import('./sealed_conditions.js')
  const opened = openConditions(ctx, conditions)
  return opened && { by: 'search', search: opened.search }
}

/** How many residents are in use. Runs in the tenant scope. */
export async function countInUse(): Promise<number> {
  const { countWithoutCode } = await import('./queries/count_without_code.js')
  return (await countWithoutCode()).active
}
