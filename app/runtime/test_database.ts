import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { ending, startChild } from '#app/runtime/child'
import { TEST_APP_KEY, testEnvironment } from '#app/runtime/test_environment'
import { connectionUrls, ROLES } from '#database/connections'
import { startThrowawayPostgres } from '#database/embedded/throwaway'
import { ensureRoles } from '#database/roles'
import { SetupError } from '#database/setup_error'

/** A server with a migrated template, and databases made from it. */
export interface TestDatabase {
  /** The administrator's URL of the maintenance database. */
  adminUrl: string
  appKey: string
  /** The name of the template. */
  template: string
  /** Makes a database from the template and returns the administrator's URL of it. */
  clone(name: string): Promise<string>
  /** Removes everything that was made. */
  stop(): Promise<void>
}

interface TestServer {
  url(database: string): string
  appKey: string
  /** Put behind each name on a server that others use as well. */
  suffix: string
  stop(made: string[]): Promise<void>
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Roles belong to a whole server. Deriving their passwords from the tests' key
 * would lock out an installation that works on the same server with its own.
 */
async function refuseForeignInstallation(url: string, appKey: string) {
  const taken = await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [ROLES.app])
    return Boolean(rowCount)
  })
  if (!taken) return
  try {
    await withClient(connectionUrls({ DATABASE_URL: url, APP_KEY: appKey }).app, async () => {})
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') return
    throw new SetupError(
      `The server in DATABASE_URL serves another installation of Madoguchi (its role ${ROLES.app} has another password). Set that installation's APP_KEY as well, or leave DATABASE_URL out: the tests then start a PostgreSQL of their own.`
    )
  }
}

async function chooseServer(given: string | undefined): Promise<TestServer> {
  if (!given) {
    const postgres = await startThrowawayPostgres()
    return {
      url: (database) => postgres.url(database),
      appKey: TEST_APP_KEY,
      suffix: '',
      stop: () => postgres.stop(),
    }
  }

  const url = (database: string) => {
    const other = new URL(given)
    other.pathname = `/${database}`
    return other.href
  }
  const appKey = process.env.APP_KEY || TEST_APP_KEY
  await refuseForeignInstallation(given, appKey)
  return {
    url,
    appKey,
    suffix: `_${randomBytes(3).toString('hex')}`,
    async stop(made) {
      await withClient(url('postgres'), async (client) => {
        for (const database of made) {
          await client.query(
            `drop database if exists ${pg.escapeIdentifier(database)} with (force)`
          )
        }
      })
    },
  }
}

async function migrate(url: string, appKey: string) {
  const child = startChild('ace', ['migration:run', '--force'], {
    env: await testEnvironment(url, appKey),
    output: 'pipe',
  })
  const { code, output } = await ending(child)
  if (code !== 0) throw new SetupError(`The migrations failed and said:\n${output.trim()}`)
}

/** A template that somebody is connected to cannot be copied; a backend takes a moment to notice that its client left. */
async function copy(client: pg.Client, template: string, database: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(
        `create database ${pg.escapeIdentifier(database)}
           template ${pg.escapeIdentifier(template)}
           owner ${pg.escapeIdentifier(ROLES.owner)}`
      )
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/**
 * Prepares the database server of a test run: the roles and the migrations
 * once, in a template every suite gets a copy of.
 *
 * @param given DATABASE_URL, to use that server instead of one of our own
 */
export async function startTestDatabase(given: string | undefined): Promise<TestDatabase> {
  const server = await chooseServer(given)
  const template = `madoguchi_template${server.suffix}`
  const made = [template]
  const stop = () => server.stop(made)

  try {
    await ensureRoles(server.url(template), server.appKey)
    await migrate(server.url(template), server.appKey)
  } catch (error) {
    await stop()
    throw error
  }

  /** One copy at a time: they would wait for each other anyway. */
  let turn = Promise.resolve()
  return {
    adminUrl: server.url('postgres'),
    appKey: server.appKey,
    template,
    async clone(name) {
      const database = `madoguchi_${name}${server.suffix}`
      made.unshift(database)
      const mine = turn.then(() =>
        withClient(server.url('postgres'), (client) => copy(client, template, database))
      )
      turn = mine.catch(() => {})
      await mine
      return server.url(database)
    },
    stop,
  }
}
