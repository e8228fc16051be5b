import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'
import { modules } from '#app/module_system/preset'

export default defineConfig({
  /** Adds what every installed module contributes: views and files to ship, commands, test suites, controller barrels. */
  presets: [modules()],

  directories: {
    commands: 'app/console',
    languageFiles: 'resources/lang',
  },

  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('#database/commands'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    {
      file: () => import('@adonisjs/core/providers/repl_provider'),
      environment: ['repl', 'test'],
    },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('#app/ui/vite_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('#app/tenancy/tenancy_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('#app/operations/operations_provider'),
    () => import('#app/jobs/jobs_provider'),
    () => import('#app/ui/ui_provider'),
    () => import('#app/module_system/module_system_provider'),
  ],

  preloads: [() => import('#start/kernel'), () => import('#start/routes')],

  tests: {
    /** They run in this order, after those of modules: the longest first, so that none is waited for alone at the end. */
    suites: [
      { name: 'journeys', files: ['tests/journeys/**/*.spec.ts'], timeout: 180_000 },
      { name: 'vendor', files: ['tests/vendor/**/*.spec.ts'], timeout: 600_000 },
      { name: 'uninstalled', files: ['tests/uninstalled/**/*.spec.ts'], timeout: 240_000 },
      { name: 'concurrency', files: ['tests/concurrency/**/*.spec.ts'], timeout: 300_000 },
      { name: 'core', files: ['app/**/tests/**/*.spec.ts'], timeout: 30_000 },
      { name: 'isolation', files: ['tests/isolation/**/*.spec.ts'], timeout: 60_000 },
      { name: 'modes', files: ['tests/modes/**/*.spec.ts'], timeout: 60_000 },
      { name: 'exchange', files: ['tests/exchange/**/*.spec.ts'], timeout: 300_000 },
      { name: 'fuzz', files: ['tests/fuzz/**/*.spec.ts'], timeout: 1_200_000 },
      { name: 'database', files: ['database/**/tests/**/*.spec.ts'], timeout: 120_000 },
      { name: 'contract', files: ['tests/contract/**/*.spec.ts'], timeout: 60_000 },
    ],
    forceExit: false,
  },

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'resources/lang/**/*.json', reloadServer: false },
    { pattern: 'app/*/templates/*.typ', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
    { pattern: 'app/module_kit/package.json', reloadServer: false },
    { pattern: '.npmrc', reloadServer: false },
  ],

  hooks: {
    init: [
      indexEntities({
        controllers: { enabled: false },
        events: { enabled: false },
        listeners: { enabled: false },
      }),
    ],
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})
