import type { JobDeclaration } from '#app/module_kit/main'
import { coreManifest } from './core_manifest.js'
import { installedModules } from './installed_modules.js'

export type DeclaredJob = JobDeclaration & { moduleId: string }

/** Every job of the core and of the installed modules, with the module it belongs to. */
export function declaredJobs(): DeclaredJob[] {
  return [coreManifest, ...installedModules()].flatMap(({ id, jobs }) =>
    (jobs ?? []).map((job: JobDeclaration) => ({ ...job, moduleId: id }))
  )
}
