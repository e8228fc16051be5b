import MigrationStatus from '@adonisjs/lucid/commands/migration/status'

/** `migration:status` as the schema's owner, who alone sees the migrations' own table. */
export default class OwnerMigrationStatus extends MigrationStatus {
  override async run() {
    this.connection ??= 'owner'
    await super.run()
  }
}
