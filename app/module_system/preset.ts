import type { PresetFn } from '@adonisjs/core/types/app'
import { installedModules, moduleDirectory, moduleRoot } from './installed_modules.js'

/**
 * The one preset of adonisrc.ts: adds to it what the installed modules bring
 * that the framework must know before it boots.
 */
export function modules(): PresetFn {
  /** Checked out here: what a preset throws, the framework buries in an error of its own. */
  const manifests = installedModules()
  return ({ rcFile }) => {
    for (const manifest of manifests) {
      /** A package brings its files itself; those of modules/ have to be copied into the build. */
      const copied = manifest.root ? [] : [`${moduleRoot(manifest)}/documents/*.typ`]
      for (const kind of ['views', 'translations'] as const) {
        const directory = moduleDirectory(manifest, kind)
        if (directory && !manifest.root) copied.push(`${directory}/**/*.{edge,json}`)
      }
      for (const pattern of copied) rcFile.metaFiles.push({ pattern, reloadServer: false } as never)
      rcFile.commands.push(...(manifest.commands ?? []))
      if (!manifest.root) {
        rcFile.tests.suites.unshift({
          name: manifest.id,
          files: [`${moduleRoot(manifest)}/tests/**/*.spec.ts`],
          timeout: 30_000,
        })
      }
    }
  }
}
