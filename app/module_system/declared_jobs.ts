import type { JobDeclaration } from '#app/module_kit/main'
import { coreManifest } from './core_manifest.js'
import { installedModules } from './installed_modules.js'

/** Every job of the core and of the installed modules, with the module it belongs to. */
export function declaredJobs(): (JobDeclaration & { moduleId: string })[] {
  return [coreManifest, ...installedModules()].flatMap(({ id, jobs }) =>
    (jobs ?? []).map((job: JobDeclaration) => ({ ...job, moduleId: id }))
  )
}
