import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** The background work as a process of its own; web processes beside it get RUN_WORKER=false. */
export default class Work extends BaseCommand {
  static override commandName = 'work'
  static override description = 'Work the job queue until told to stop'
  static override options: CommandOptions = { startApp: true, staysAlive: true }

  override async run() {
    const jobs = await this.app.container.make('jobs')
    await jobs.work()
    this.logger.info('working')
  }
}
