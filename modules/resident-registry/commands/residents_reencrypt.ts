import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** After a change of APP_KEY: encrypts every resident with the new key and makes what finds them anew. */
export default class ResidentsReencrypt extends BaseCommand {
  static override commandName = 'residents:reencrypt'
  static override description =
    'After a change of APP_KEY, encrypt residents with the new key and make their search index anew'
  static override options: CommandOptions = { startApp: true }

  override async run() {
    const { municipalities, tenancy } = await import('#app/tenancy/main')
    const { audit } = await import('#app/audit/main')
    const { reencryptResidents } = await import('../actions/reencrypt_residents.js')
    for (const municipality of await municipalities.all()) {
      let count = 0
      for (let done = -1; done !== 0; count += done) {
        done = await tenancy.run(municipality, () => reencryptResidents())
      }
      if (count > 0) {
        await tenancy.run(municipality, () =>
          audit.record({ action: 'residents.reencrypt', detail: { count } })
        )
      }
      this.logger.success(`${municipality.code} ${municipality.name}: ${count} residents`)
    }
  }
}
