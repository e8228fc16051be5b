import app from '@adonisjs/core/services/app'
import MigrationRun from '@adonisjs/lucid/commands/migration/run'
import { installQueue } from '#app/jobs/install_queue'

/** `migration:run` as the schema's owner; afterwards the job queue's own tables and the queues of all declared jobs. */
export default class OwnerMigrationRun extends MigrationRun {
  override async run() {
    this.connection ??= 'owner'
    await super.run()
    if (this.exitCode || this.dryRun) return
    const { owner } = app.config.get<any>('database').connections
    await installQueue(owner.connection.connectionString)
  }
}
