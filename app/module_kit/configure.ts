import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { BaseCommand } from '@adonisjs/core/ace'
import { installedModules, validateManifests } from '../module_system/main.js'
import type { ModuleManifest } from './manifest.js'
import { ModuleError } from './module_error.js'
import { withModule, type ListedModule } from './module_list.js'

/**
 * The `configure` hook of a package that brings a module: `node ace configure
 * <package>` adds it to config/modules.ts, unless it does not fit what is
 * installed; then nothing changes and the reason is told.
 *
 * @example
 * // src/index.ts of the package
 * export const configure = configureModule(notices, {
 *   name: 'notices',
 *   from: '@example/madoguchi-notices/module',
 * })
 */
export function configureModule(manifest: ModuleManifest, listed: ListedModule) {
  return async (command: BaseCommand) => {
    if (installedModules().some(({ id }) => id === manifest.id)) {
      command.logger.action(`list ${manifest.id} in config/modules.ts`).skipped('It is listed')
      return
    }
    validateManifests([...installedModules(), manifest])
    await listModule(command, listed)
    command.logger.info(
      'Run "node ace migration:run", start again, and switch the module on in the staff screens.'
    )
  }
}

/**
 * Adds a module to config/modules.ts.
 *
 * @param before what has to be done first, once it is certain that the list can take the module
 * @throws ModuleError when it cannot; then nothing has changed
 */
export async function listModule(
  command: BaseCommand,
  listed: ListedModule,
  before: () => Promise<void> = async () => {}
) {
  const path = command.app.makePath('config/modules.ts')
  if (!existsSync(path)) {
    throw new ModuleError(
      'There is no config/modules.ts here, because this is a production build. Modules are added in a checkout, which is then built again.'
    )
  }
  const source = withModule(await readFile(path, 'utf8'), listed)
  await before()
  await writeFile(path, await inHouseStyle(path, source))
  command.logger.action('update config/modules.ts').succeeded()
}

/** Formatted as the checkout's own code is, where it has the tool. */
export async function inHouseStyle(path: string, source: string): Promise<string> {
  try {
    const prettier = await import('prettier')
    return await prettier.format(source, {
      ...(await prettier.resolveConfig(path)),
      filepath: path,
    })
  } catch {
    return source
  }
}
