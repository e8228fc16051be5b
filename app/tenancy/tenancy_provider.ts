import { Database } from '@adonisjs/lucid/database'
import type { ApplicationService } from '@adonisjs/core/types'
import type { DatabaseConfig } from '@adonisjs/lucid/types/database'
import { TenantDatabase } from './tenant_database.js'

/** Puts TenantDatabase where Lucid's own Database would be; listed right after Lucid's provider. */
export default class TenancyProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(Database, async (resolver) => {
      const config = this.app.config.get<DatabaseConfig>('database')
      return new TenantDatabase(
        config,
        await resolver.make('logger'),
        await resolver.make('emitter')
      )
    })
  }
}
