import type { ModuleManifest } from './manifest.js'

/**
 * Declares a module. Returns its argument unchanged: the function exists so
 * that an editor completes and checks the manifest where it is written.
 */
export function defineModule(manifest: ModuleManifest): ModuleManifest {
  return manifest
}
