import { flags } from '@adonisjs/core/ace'
import { SampleCommand } from './sample_command.js'

/** 通知書 of people who do not exist. */
export default class PrintNotices extends SampleCommand {
  static override commandName = 'print:notices'
  static override description = 'Print notices to people who do not exist into a folder'

  @flags.string({ description: 'Wording to begin with', default: 'notice' })
  declare wording: string

  override async run() {
    const { STARTERS } = await import('../starter_wordings.js')
    const starters = Object.entries(STARTERS).map(([id, starter]) => ({ id, ...starter }))
    const starter = this.chosen('wording', this.wording, starters)
    if (!starter) return
    const { sampleLetters } = await import('../sample_letters.js')
    await this.print('notices', await sampleLetters(starter))
  }
}
