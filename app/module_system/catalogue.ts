import type { HttpContext } from '@adonisjs/core/http'
import router from '@adonisjs/core/services/router'
import type {
  FieldTypeDeclaration,
  MenuEntry,
  ModuleManifest,
  PermissionDeclaration,
  ReportDeclaration,
  RoleId,
  SettingsGroup,
  Subject,
} from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'
import { coreManifest } from './core_manifest.js'
import { exchangeManifest } from './exchange_manifest.js'
import { operationsManifest } from './operations_manifest.js'
import { privacyManifest } from './privacy_manifest.js'
import { installedModules } from './installed_modules.js'

/** The core and the modules this municipality has enabled: whatever they declare is in force. */
export function inForce(municipality: Pick<Municipality, 'modules'>): Partial<ModuleManifest>[] {
  const declared = [
    coreManifest,
    operationsManifest,
    exchangeManifest,
    ...installedModules().filter(({ id }) => municipality.modules.has(id)),
  ]
  return [privacyManifest(declared, municipality), ...declared]
}

/** The core and every installed module, whoever has it enabled: what a module stored stays when it is switched off. */
export function declaredManifests(): (Partial<ModuleManifest> & { id: string })[] {
  return [coreManifest, operationsManifest, exchangeManifest, ...installedModules()]
}

/** The permissions a municipality can give. */
export function permissionsOf(
  municipality: Pick<Municipality, 'modules'>
): PermissionDeclaration[] {
  return inForce(municipality).flatMap((manifest) => manifest.permissions ?? [])
}

/** What a role may do before the municipality changes anything. */
export function defaultPermissions(role: RoleId, municipality: Pick<Municipality, 'modules'>) {
  return new Set(
    permissionsOf(municipality)
      .filter((permission) => permission.roles.includes(role))
      .map(({ id }) => id)
  )
}

/** The settings groups a municipality can fill in. */
export function settingsOf(municipality: Pick<Municipality, 'modules'>): SettingsGroup[] {
  return inForce(municipality).flatMap((manifest) => manifest.settings ?? [])
}

/** The kinds of record whose fields a municipality can change. */
export function subjectsOf(municipality: Pick<Municipality, 'modules'>): Subject[] {
  return inForce(municipality).flatMap((manifest) => manifest.subjects ?? [])
}

/** Every type of field there is. Whoever has its module off may still have records with it. */
export function declaredFieldTypes(): FieldTypeDeclaration[] {
  return [coreManifest, ...installedModules()].flatMap(({ fieldTypes }) => fieldTypes ?? [])
}

/** The types a municipality can choose from for a new field. */
export function fieldTypesOf(
  municipality: Pick<Municipality, 'modules' | 'holdsResidentData'>
): FieldTypeDeclaration[] {
  return inForce(municipality)
    .flatMap((manifest) => manifest.fieldTypes ?? [])
    .filter(({ personal }) => municipality.holdsResidentData || !personal)
}

/** The reports a municipality's staff can ask for. */
export function reportsOf(municipality: Pick<Municipality, 'modules'>): ReportDeclaration[] {
  return inForce(municipality)
    .flatMap((manifest) => manifest.reports ?? [])
    .filter(({ alongside }) => !alongside || municipality.modules.has(alongside))
    .filter(({ without }) => !without || !municipality.modules.has(without))
}

/** The core's menu entries from this order on are administration, those before it the day's work. */
const ADMINISTRATION = 900

export interface MenuItem {
  label: string
  /** A sentence for the top page, where the module has one beside the label's key. */
  about?: string
  url: string
  current: boolean
}

/** Entries under one heading: those of a module, or of the core. */
export interface MenuGroup {
  label: string
  children: MenuItem[]
}

/**
 * The staff menu: entries of what is in force, as far as this person may go
 * there. A module's stand together, in the order of its first; the core's come last.
 */
export function menuFor(
  staff: { can(permission: string): boolean },
  municipality: Municipality,
  { i18n, request }: Pick<HttpContext, 'i18n' | 'request'>
): MenuGroup[] {
  const entries = inForce(municipality)
    .flatMap((manifest) =>
      (manifest.menu ?? []).map((entry) => ({ ...entry, heading: headingOf(manifest, entry) }))
    )
    .filter((entry) => staff.can(entry.permission))
    .sort((a, b) => a.order - b.order)
    .map((entry) => ({
      ...entry,
      url: router.makeUrl(entry.route, { municipality: municipality.slug }),
    }))
  const here = longestIn(request.url(), entries)
  const groups = new Map<string, MenuItem[]>()
  for (const { heading, label, url } of entries) {
    const about = i18n.resolveIdentifier(`${label}_about`)?.message
    const item = { label: i18n.t(label), about, url, current: url === here }
    groups.set(heading, [...(groups.get(heading) ?? []), item])
  }
  return [...groups].map(([heading, children]) => ({ label: i18n.t(heading), children }))
}

/** Translation key of what an entry stands under: its module's name, or which kind of work of the core. */
function headingOf(manifest: Partial<ModuleManifest>, { order }: MenuEntry) {
  if (installedModules().some((module) => module === manifest)) return manifest.title!
  return order < ADMINISTRATION ? 'core.menu.common' : 'core.menu.administration'
}

/** The entry somebody is below: of `/cards` and `/cards/lists` the longer. */
function longestIn(address: string, entries: { url: string }[]) {
  return entries
    .map(({ url }) => url)
    .filter((url) => address === url || address.startsWith(`${url}/`))
    .sort((a, b) => b.length - a.length)[0]
}
