import { flags } from '@adonisjs/core/ace'
import { SampleCommand } from './sample_command.js'

/** 宛名ラベル of people who do not exist. */
export default class PrintLabels extends SampleCommand {
  static override commandName = 'print:labels'
  static override description = 'Print address labels of people who do not exist into a folder'

  @flags.string({ description: 'Sheet of labels', default: 'a4-12' })
  declare sheet: string

  override async run() {
    const { COMMON_SHEETS } = await import('../sheet.js')
    const sheet = this.chosen('sheet', this.sheet, COMMON_SHEETS)
    if (!sheet) return
    const { sampleLabels } = await import('../sample_labels.js')
    await this.print('labels', await sampleLabels(sheet))
  }
}
