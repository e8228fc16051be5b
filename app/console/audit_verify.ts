import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Recomputes the seals of every municipality's audit log. Ends with 1 when one does not agree with what is stored. */
export default class AuditVerify extends BaseCommand {
  static override commandName = 'audit:verify'
  static override description =
    'Check that nobody changed or removed a sealed entry of the audit log'
  static override options: CommandOptions = { startApp: true }

  override async run() {
    const { municipalities, tenancy } = await import('#app/tenancy/main')
    const { audit } = await import('#app/audit/main')
    for (const municipality of await municipalities.all()) {
      const report = await tenancy.run(municipality, () => audit.verifySeals())
      const counts = `${report.blocks} blocks, ${report.entries} sealed entries`
      if (report.broken) {
        this.exitCode = 1
        this.logger.error(
          `${municipality.code} ${municipality.name}: block ${report.broken.block} is broken: ${report.broken.reason} (before it: ${counts})`
        )
      } else {
        this.logger.success(
          `${municipality.code} ${municipality.name}: ${counts}, ${report.unsealed} not sealed yet`
        )
      }
    }
  }
}
