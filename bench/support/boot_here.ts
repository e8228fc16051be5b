import 'reflect-metadata'
import { pathToFileURL } from 'node:url'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT } from '#database/embedded/installation'
import type { Stage } from './stage.js'

/**
 * Boots the application in this process, from source, on a stage's database:
 * for what is measured as a program and not as a page.
 *
 * @returns what ends it
 */
export async function bootHere({ databaseUrl, appKey }: Stage): Promise<() => Promise<void>> {
  Object.assign(process.env, {
    NODE_ENV: 'production',
    APP_KEY: appKey,
    APP_URL: 'http://localhost',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: databaseUrl,
  })
  const root = pathToFileURL(`${APP_ROOT}/`)
  const importer = (file: string) => import(file.startsWith('.') ? new URL(file, root).href : file)
  const app = new Ignitor(root, { importer }).createApp('console')
  app.booting(async () => {
    await import('#start/env')
  })
  await app.init()
  await app.boot()
  /** Modules mount their routes when the application starts. */
  await app.start(() => {})
  return () => app.terminate()
}
