import type { JobDeclaration } from '#app/module_kit/main'
import { coreManifest } from '#app/module_system/core_manifest'
import { installedModules } from '#app/module_system/installed_modules'

/** Every job of the core and of the installed modules, with the module it belongs to. */
export function declaredJobs(): (JobDeclaration & { moduleId: string })[] {
  return [coreManifest, ...installedModules()].flatMap(({ id, jobs }) =>
    (jobs ?? []).map((job: JobDeclaration) => ({ ...job, moduleId: id }))
  )
}
