import { Env } from '@adonisjs/core/env'
import { applyLocalDefaults } from '#database/embedded/local_defaults'

/**
 * Without a configuration of its own a checkout runs on the embedded
 * PostgreSQL that `npm start` keeps under `.data`; whatever the operator
 * sets wins.
 */
applyLocalDefaults(process.env)

export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  PORT: Env.schema.number(),
  HOST: Env.schema.string({ format: 'host' }),
  APP_KEY: Env.schema.secret(),
  /** Keys before APP_KEY, separated by commas, the latest first: what they encrypted can still be read. */
  APP_OLD_KEYS: Env.schema.secret.optional(),
  /** Key of the hashes that cannot be made again (access keys, initial passwords); APP_KEY when left out. */
  HASH_KEY: Env.schema.secret.optional(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.enum([
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'silent',
  ] as const),

  /** PostgreSQL, see database/connections.ts for how the three roles follow from these. */
  DATABASE_URL: Env.schema.secret.optional(),
  DATABASE_OWNER_URL: Env.schema.secret.optional(),
  DATABASE_APP_URL: Env.schema.secret.optional(),
  DATABASE_SYSTEM_URL: Env.schema.secret.optional(),
  DATABASE_POOL_MAX: Env.schema.number.optional(),

  /** Comma separated addresses or CIDR ranges of the reverse proxies whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: Env.schema.string.optional(),
  /** Set to "true" where residents reach the service over HTTPS: cookies become Secure, HSTS is sent. */
  HTTPS_ONLY: Env.schema.boolean.optional(),

  /** Mail leaves the house only when SMTP_HOST is set. */
  SMTP_HOST: Env.schema.string.optional(),
  SMTP_PORT: Env.schema.number.optional(),
  SMTP_USERNAME: Env.schema.string.optional(),
  SMTP_PASSWORD: Env.schema.secret.optional(),

  /** Where exchange files are written to and read from by themselves: `<folder>/<municipality code>/{in,out,done,refused}`. */
  EXCHANGE_FOLDER: Env.schema.string.optional(),

  /** What a monitor shows to read /status and /metrics; without it there are no such pages. */
  STATUS_TOKEN: Env.schema.secret.optional(),
  /** Where the worker reaches the web server to see whether it answers, if not at the residents' address. */
  AVAILABILITY_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  /** "false" in a web process whose background work runs in `node ace work`. */
  RUN_WORKER: Env.schema.boolean.optional(),
  /** Fonts beside those every document has: of everybody, and in folders by address of a municipality each. */
  FONTS_FOLDER: Env.schema.string.optional(),
  /** Requests one client address may make on the pages that claim seats, per minute; 0 switches the limit off. */
  HOLDS_PER_MINUTE: Env.schema.number.optional(),
})
