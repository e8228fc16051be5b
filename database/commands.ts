import { ListLoader } from '@adonisjs/core/ace'
import MigrationRun from './migration_run.js'
import MigrationStatus from './migration_status.js'

/**
 * Commands that take the place of the framework's. Listed after Lucid's own
 * in adonisrc.ts, because the last loader of a name wins; `app/console` is
 * read before them all.
 */
const loader = new ListLoader([MigrationRun, MigrationStatus])

export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: { commandName: string }) =>
  loader.getCommand(metaData as never)
