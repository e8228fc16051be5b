import type { I18n } from '@adonisjs/i18n'
import { defineEvent, type SlotViewer } from '@madoguchi/module-kit'
import type { Municipality } from '#app/tenancy/main'
import type { ShownResident } from './shown_resident.js'

export type { ShownResident } from './shown_resident.js'

/** Whether whom a link code stands for may use the service; `unknown` when it stands for nobody here. */
export type ResidentStanding = 'active' | 'suspended' | 'deregistered' | 'unknown'

/** A resident was suspended, resumed, deregistered or reactivated. Nothing in it is personal. */
export const residentStandingChanged = defineEvent<{
  residentId: string
  linkCode: string | null
  standing: Exclude<ResidentStanding, 'unknown'>
}>('resident-registry.standing_changed')

/**
 * Whether the resident of a link code may book and be issued a card; runs in
 * the tenant scope. Ask only where the module is on: elsewhere nobody is known.
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
