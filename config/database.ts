import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'
import { connectionUrls } from '#database/connections'
import { migrationPaths } from '#app/module_system/installed_modules'

const urls = connectionUrls({
  DATABASE_URL: env.get('DATABASE_URL')?.release(),
  DATABASE_OWNER_URL: env.get('DATABASE_OWNER_URL')?.release(),
  DATABASE_APP_URL: env.get('DATABASE_APP_URL')?.release(),
  DATABASE_SYSTEM_URL: env.get('DATABASE_SYSTEM_URL')?.release(),
  APP_KEY: env.get('APP_KEY').release(),
})

const connect = (connectionString: string, max: number, searchPath = ['public']) => ({
  client: 'pg' as const,
  connection: {
    connectionString,
    application_name: 'madoguchi',
    /**
     * A plan kept from when a table was small reads a large one whole; foreign
     * keys are checked by such plans too. Each statement is planned for today.
     */
    options: '-c plan_cache_mode=force_custom_plan',
  },
  pool: { min: 0, max },
  searchPath,
})

export default defineConfig({
  /** The tenant connection. Outside tenancy.run it refuses to work, see app/tenancy. */
  connection: 'app',
  connections: {
    app: connect(urls.app, env.get('DATABASE_POOL_MAX', 10)),
    system: connect(urls.system, 5, ['system', 'public']),
    owner: {
      ...connect(urls.owner, 2),
      migrations: { naturalSort: true, paths: migrationPaths() },
      /** Tables belong to modules; a generated schema of all of them would tie the core to each. */
      schemaGeneration: { enabled: false },
    },
  },
})
