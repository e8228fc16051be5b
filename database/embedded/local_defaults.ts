import { readAppKey } from '#database/embedded/app_key'
import { dataDirectory } from '#database/embedded/data_directory'
import { readDotEnv } from '#database/embedded/dot_env'
import { APP_ROOT, RUNS_FROM_SOURCE } from '#database/embedded/installation'
import { readRuntime } from '#database/embedded/runtime_file'

/**
 * What the operator has configured: the process environment, and beneath it
 * the `.env` files.
 */
export function configuredSettings(env: NodeJS.ProcessEnv, root = APP_ROOT) {
  const settings: NodeJS.ProcessEnv = { ...readDotEnv(root) }
  for (const [key, value] of Object.entries(env)) {
    /** An empty variable is a decision too: it hides the value of a `.env` file. */
    if (value !== undefined) settings[key] = value
  }
  return settings
}

/**
 * Fills in what nobody configured, so that a fresh checkout runs with no
 * configuration at all. Values in the environment and in `.env` win.
 *
 * @param env The process environment, changed in place
 *
 * @example
 * applyLocalDefaults(process.env)
 */
export function applyLocalDefaults(env: NodeJS.ProcessEnv, root = APP_ROOT): void {
  const inProduction = configuredSettings(env, root).NODE_ENV === 'production'

  /**
   * First the mode, because it decides which `.env` files count. A build has no
   * development tools beside it, so for a build the mode can only be production.
   */
  const fill = (key: string, value: string | null | undefined) => {
    if (!configuredSettings(env, root)[key] && value) env[key] = value
  }
  fill('NODE_ENV', RUNS_FROM_SOURCE ? 'development' : 'production')

  fill('PORT', '3333')
  /** The address and not the name: "localhost" may resolve to ::1 alone, and then 127.0.0.1 is not served. */
  fill('HOST', '127.0.0.1')
  const port = Number(configuredSettings(env, root).PORT)
  /** A port that is no number is reported; an address made of it would be a second complaint about the same. */
  fill('APP_URL', port ? `http://localhost:${port}` : 'http://localhost')
  fill('LOG_LEVEL', 'info')

  /** A test run gets a database of its own from `npm test`; it must never find the one people work with. */
  if (configuredSettings(env, root).NODE_ENV === 'test') return

  const settings = configuredSettings(env, root)
  const directory = dataDirectory(settings)
  /** Whoever says NODE_ENV=production brings a key along; nothing secret is made up there. */
  if (!inProduction && !settings.APP_KEY) fill('APP_KEY', readAppKey(directory))

  const namesDatabase = [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'DATABASE_APP_URL',
    'DATABASE_SYSTEM_URL',
  ]
  if (namesDatabase.some((key) => settings[key])) return
  fill('DATABASE_URL', readRuntime(directory)?.databaseUrl)
}
