import 'reflect-metadata'
import { pathToFileURL } from 'node:url'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT } from '#database/embedded/installation'

/** Makes a print, in a process that a test can kill. */
const root = pathToFileURL(`${APP_ROOT}/`)
const importer = (file: string) => import(file.startsWith('.') ? new URL(file, root).href : file)
const app = new Ignitor(root, { importer }).createApp('console')
app.booting(async () => {
  await import('#start/env')
})
await app.init()
await app.boot()
const { default: makePrint } = await import('#modules/printing/jobs/make_print')
const [municipalityId, jobId] = process.argv.slice(2)
process.send!('begins')
await makePrint({ municipalityId: Number(municipalityId), jobId })
await app.terminate()
process.disconnect()
