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
      for (const kind of ['views', 'translations'] as const) {
        const directory = moduleDirectory(manifest, kind)
        /** A package brings its files itself; those of modules/ have to be copied into the build. */
        if (directory && !manifest.root) {
          const files = { pattern: `${directory}/**/*.{edge,json}`, reloadServer: false }
          rcFile.metaFiles.push(files as never)
        }
      }
      rcFile.commands.push(...(manifest.commands ?? []))
      if (!manifest.root) {
        rcFile.tests.suites.push({
          name: manifest.id,
          files: [`${moduleRoot(manifest)}/tests/**/*.spec.ts`],
          timeout: 30_000,
        })
      }
    }
  }
}
