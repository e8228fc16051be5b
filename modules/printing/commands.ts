import { ListLoader } from '@adonisjs/core/ace'
import PrintBarcode from './commands/print_barcode.js'
import PrintLabels from './commands/print_labels.js'
import PrintNotices from './commands/print_notices.js'

const loader = new ListLoader([PrintBarcode, PrintLabels, PrintNotices])

/** The module's ace commands, as the framework asks for them. */
export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: { commandName: string }) =>
  loader.getCommand(metaData as never)
