import installed from '#config/modules'
import type { ModuleManifest } from '#app/module_kit/main'
import { validateManifests } from './validate_manifests.js'

let checked: ModuleManifest[] | undefined

/** The installed modules, checked once, each after those it requires. */
export function installedModules(): readonly ModuleManifest[] {
  checked ??= validateManifests(installed)
  return checked
}

/** Folder of a module seen from the application root. */
export function moduleRoot(manifest: ModuleManifest) {
  return manifest.root ?? `modules/${manifest.id}`
}

/** One of the module's folders seen from the application root, or nothing when it has none. */
export function moduleDirectory(
  manifest: ModuleManifest,
  kind: 'views' | 'translations' | 'migrations'
) {
  return manifest[kind] && `${moduleRoot(manifest)}/${manifest[kind]}`
}

/** Where migrations are found, the core's first, relative to the application root because the path is a migration's identity. */
export function migrationPaths() {
  return [
    'database/migrations',
    ...installedModules().flatMap((manifest) => moduleDirectory(manifest, 'migrations') ?? []),
  ]
}

/** The modules' folders of languages, relative to the application root. */
export function translationPaths() {
  return installedModules().flatMap((manifest) => moduleDirectory(manifest, 'translations') ?? [])
}
