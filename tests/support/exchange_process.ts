import 'reflect-metadata'
import { pathToFileURL } from 'node:url'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT } from '#database/embedded/installation'

/** One deployment, in a process and on a database of its own, that does what it is told and answers. */
const root = pathToFileURL(`${APP_ROOT}/`)
const importer = (file: string) => import(file.startsWith('.') ? new URL(file, root).href : file)
const app = new Ignitor(root, { importer }).createApp('console')
app.booting(async () => {
  await import('#start/env')
})
await app.init()
await app.boot()
const deployment = await import('./exchange_deployment.js')

process.on('message', async ({ id, what, input }: any) => {
  try {
    process.send!({ id, answer: await (deployment as any)[what](input) })
  } catch (error) {
    process.send!({ id, error: (error as Error).stack })
  }
})
process.once('disconnect', () => void app.terminate())
process.send!('ready')
