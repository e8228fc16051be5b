import { ListLoader } from '@adonisjs/core/ace'
import ResidentsReencrypt from './commands/residents_reencrypt.js'

const loader = new ListLoader([ResidentsReencrypt])

/** The module's ace commands, as the framework asks for them. */
export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: { commandName: string }) =>
  loader.getCommand(metaData as never)
