import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ending, startNode } from '#app/runtime/child'
import { APP_ROOT, RUNS_FROM_SOURCE } from '#database/embedded/installation'
import { SetupError } from '#database/setup_error'

const MANIFEST = 'public/assets/.vite/manifest.json'

const modified = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** When anything below a path changed last; 0 where there is nothing. */
function newestBelow(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  /** The folder's own time counts too: it is what a deleted file leaves behind. */
  return readdirSync(path).reduce(
    (newest, entry) => Math.max(newest, newestBelow(join(path, entry))),
    stats.mtimeMs
  )
}

function sources(root: string): string[] {
  let modules: string[] = []
  try {
    modules = readdirSync(join(root, 'modules'))
  } catch {
    /* A deployment without first-party modules is allowed. */
  }
  return [
    'vite.config.ts',
    'package-lock.json',
    'resources/css',
    'resources/js',
    ...modules.map((name) => join('modules', name, 'resources')),
  ].map((path) => join(root, path))
}

/** Whether style sheets and scripts have to be built before pages can show them. */
export function assetsAreStale(root = APP_ROOT): boolean {
  const built = modified(join(root, MANIFEST))
  return built === 0 || sources(root).some((path) => newestBelow(path) > built)
}

/**
 * Builds the assets if they are missing or older than their sources. A
 * production build has them already and no tool to make them.
 *
 * @returns Whether anything had to be built
 */
export async function ensureAssets(): Promise<boolean> {
  if (!RUNS_FROM_SOURCE) {
    if (modified(join(APP_ROOT, MANIFEST)) > 0) return false
    throw new SetupError(
      `This build has no ${MANIFEST}, so its pages would have neither style nor script. Build it again with "npm run build".`
    )
  }
  if (!assetsAreStale()) return false

  let vite: string
  try {
    vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'))
  } catch {
    throw new SetupError(
      'The style sheets and scripts are not built and vite, which builds them, is not installed. Run "npm ci" without --omit=dev, or start the result of "npm run build" instead.'
    )
  }
  const { code, output } = await ending(
    startNode([join(vite, 'bin/vite.js'), 'build', '--logLevel=warn'], {
      env: { NODE_ENV: 'production' },
      output: 'pipe',
    })
  )
  if (code !== 0) {
    throw new SetupError(`The style sheets and scripts could not be built:\n${output.trim()}`)
  }
  return true
}
