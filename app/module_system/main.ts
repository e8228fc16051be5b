export { enableModule, disableModule, E_MODULE_SWITCH_REFUSED } from './switch_module.js'
export { publish } from './publish.js'
export { answersOfInstalled, answersTo } from './extensions.js'
export {
  declaredFieldTypes,
  declaredManifests,
  defaultPermissions,
  fieldTypesOf,
  inForce,
  menuFor,
  permissionsOf,
  reportsOf,
  settingsOf,
  subjectsOf,
} from './catalogue.js'
export { installedModules, moduleRoot } from './installed_modules.js'
export { validateManifests } from './validate_manifests.js'
export { declaredJobs, type DeclaredJob } from './declared_jobs.js'
export { hasEffectIn, retentionSettingOf } from './privacy_manifest.js'
