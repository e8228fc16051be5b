import 'reflect-metadata'
import { pathToFileURL } from 'node:url'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT } from '#database/embedded/installation'

/** Runs the no-show job of one municipality, in a process that a test can kill. */
const root = pathToFileURL(`${APP_ROOT}/`)
const importer = (file: string) => import(file.startsWith('.') ? new URL(file, root).href : file)
const app = new Ignitor(root, { importer }).createApp('console')
app.booting(async () => {
  await import('#start/env')
})
await app.init()
await app.boot()
const { hearNoShows } = await import('./hear_no_shows.js')
const { default: markNoShows } = await import('#modules/reservation/jobs/mark_no_shows')
hearNoShows()
process.send!('begins')
await markNoShows({ municipalityId: Number(process.argv[2]) })
await app.terminate()
process.disconnect()
