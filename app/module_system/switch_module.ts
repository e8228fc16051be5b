import db from '@adonisjs/lucid/services/db'
import { Exception } from '@adonisjs/core/exceptions'
import { audit } from '#app/audit/main'
import { holdsResidentDataNow, municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { installedModules } from './installed_modules.js'

/** A module cannot be switched as asked. `reasons` are translation keys, or ids of modules in the way. */
export class E_MODULE_SWITCH_REFUSED extends Exception {
  static override status = 409
  static override code = 'E_MODULE_SWITCH_REFUSED'
  constructor(
    readonly kind: 'not_installed' | 'requires' | 'required_by' | 'busy' | 'resident_data',
    readonly reasons: string[]
  ) {
    super(`The module cannot be switched: ${kind} ${reasons.join(', ')}`)
  }
}

/**
 * Enables a module for a municipality.
 *
 * @throws E_MODULE_SWITCH_REFUSED when it is not installed, requires one that is off, or holds residents' data where the municipality holds none
 */
export async function enableModule(municipality: Municipality, moduleId: string) {
  const manifest = installed(moduleId)
  if (manifest.handlesResidentData && !(await holdsResidentDataNow())) {
    throw new E_MODULE_SWITCH_REFUSED('resident_data', [moduleId])
  }
  const missing = (manifest.requires ?? []).filter((id) => !municipality.modules.has(id))
  if (missing.length > 0) throw new E_MODULE_SWITCH_REFUSED('requires', missing)
  await (await manifest.lifecycle?.())?.default.enable?.()
  await store(moduleId, true)
}

/**
 * Disables a module for a municipality. Its data stays.
 *
 * @throws E_MODULE_SWITCH_REFUSED when an enabled module requires it, or it says it cannot now
 */
export async function disableModule(municipality: Municipality, moduleId: string) {
  const manifest = installed(moduleId)
  const dependants = installedModules()
    .filter(({ id, requires }) => municipality.modules.has(id) && requires?.includes(moduleId))
    .map(({ id }) => id)
  if (dependants.length > 0) throw new E_MODULE_SWITCH_REFUSED('required_by', dependants)
  const lifecycle = (await manifest.lifecycle?.())?.default
  const reasons = (await lifecycle?.canDisable?.()) ?? []
  if (reasons.length > 0) throw new E_MODULE_SWITCH_REFUSED('busy', reasons)
  await lifecycle?.disable?.()
  await store(moduleId, false)
}

function installed(moduleId: string) {
  const manifest = installedModules().find(({ id }) => id === moduleId)
  if (!manifest) throw new E_MODULE_SWITCH_REFUSED('not_installed', [moduleId])
  return manifest
}

async function store(moduleId: string, enabled: boolean) {
  await db.rawQuery(
    `INSERT INTO municipality_modules (municipality_id, module_id, enabled) VALUES (?, ?, ?)
     ON CONFLICT (municipality_id, module_id)
     DO UPDATE SET enabled = excluded.enabled, changed_at = now()`,
    [tenancy.current().municipalityId, moduleId, enabled] as any[]
  )
  await audit.record({
    action: enabled ? 'core.enable_module' : 'core.disable_module',
    subject: { type: 'module', id: moduleId },
  })
  tenancy.afterCommit(async () => municipalities.forget())
}
