import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { ROLES, rolePassword, type Role } from '#database/connections'
import { SetupError } from '#database/setup_error'

/** The schema makes its ids with uuidv7(). */
const OLDEST_POSTGRES = 18

/** Any number, as long as it is always the same: "mado" in ASCII. */
const ADVISORY_LOCK = 0x6d61646f

const literal = pg.escapeLiteral
const name = pg.escapeIdentifier

const codeOf = (error: unknown) => (error as { code?: string }).code

function databaseNameIn(url: string): string {
  const database = decodeURIComponent(URL.parse(url)?.pathname.slice(1) ?? '')
  if (!database) {
    throw new SetupError(
      'DATABASE_URL is no address of a database. Write it as postgres://account:password@host:5432/madoguchi.'
    )
  }
  return database
}

function inDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(database)}`
  return other.href
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'madoguchi setup',
    connectionTimeoutMillis: 15_000,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/**
 * The password as PostgreSQL stores it (SCRAM-SHA-256), so that the password
 * itself never shows up in a statement log.
 */
function verifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const key = (label: string) => createHmac('sha256', salted).update(label).digest()
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64')
  const serverKey = key('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

async function refuseOldPostgres(client: pg.Client) {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `select current_setting('server_version_num') as server_version_num,
            current_setting('server_version') as server_version`
  )
  if (Number(rows[0].server_version_num) < OLDEST_POSTGRES * 10_000) {
    throw new SetupError(
      `DATABASE_URL leads to PostgreSQL ${rows[0].server_version}, and Madoguchi needs PostgreSQL ${OLDEST_POSTGRES} or newer because its schema uses uuidv7(). Point it to a newer server, or leave it out to use the embedded one.`
    )
  }
}

/** Creates the role, or gives an existing one today's password, and makes sure that it holds no power. */
async function ensureRole(client: pg.Client, role: Role, appKey: string) {
  const roleName = ROLES[role]
  const password = literal(verifier(rolePassword(role, appKey)))
  const find = async () => {
    const { rows } = await client.query<{ powerful: boolean }>(
      `select rolsuper or rolbypassrls or rolcreaterole as powerful from pg_roles where rolname = $1`,
      [roleName]
    )
    return rows[0] as { powerful: boolean } | undefined
  }

  let known = await find()
  if (!known) {
    await client.query(
      `create role ${name(roleName)} login nosuperuser nobypassrls nocreaterole nocreatedb password ${password}`
    )
    known = await find()
  } else {
    try {
      await client.query(`alter role ${name(roleName)} login password ${password}`)
    } catch (error) {
      if (codeOf(error) !== '42501') throw error
      throw new SetupError(
        `The role ${roleName} exists already and the account in DATABASE_URL may not change it. Run "grant ${roleName} to <that account> with admin option" as a superuser, or set DATABASE_OWNER_URL, DATABASE_APP_URL and DATABASE_SYSTEM_URL instead.`
      )
    }
  }

  /** Row level security binds neither a superuser nor BYPASSRLS: municipalities would see each other. */
  if (known!.powerful) {
    try {
      await client.query(`alter role ${name(roleName)} nosuperuser nobypassrls nocreaterole`)
    } catch {
      throw new SetupError(
        `The role ${roleName} may bypass row level security, which is what keeps municipalities apart. Run "alter role ${roleName} nosuperuser nobypassrls nocreaterole" as a superuser, then start again.`
      )
    }
  }
}

/**
 * Lets the account that administers act as the owner role. A superuser may
 * anyway; an account with CREATEROLE gets only ADMIN OPTION on what it creates
 * (since PostgreSQL 16) and has to grant itself the rest.
 */
async function becomeMemberOfOwner(client: pg.Client) {
  const { rows } = await client.query<{ may: boolean }>(
    `select rolsuper or (pg_has_role($1, 'set') and pg_has_role($1, 'usage')) as may
       from pg_roles where rolname = current_user`,
    [ROLES.owner]
  )
  if (!rows[0].may) {
    await client.query(`grant ${name(ROLES.owner)} to current_user with set true, inherit true`)
  }
}

async function ensureDatabase(client: pg.Client, database: string) {
  const { rows } = await client.query<{ owner: string }>(
    `select pg_get_userbyid(datdba) as owner from pg_database where datname = $1`,
    [database]
  )
  const owner = rows[0]?.owner
  try {
    if (!owner) {
      await client.query(`create database ${name(database)} owner ${name(ROLES.owner)}`)
    } else if (owner !== ROLES.owner) {
      await client.query(`alter database ${name(database)} owner to ${name(ROLES.owner)}`)
    }
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new SetupError(
      owner
        ? `The database ${database} belongs to ${owner}, and the account in DATABASE_URL may not hand it to ${ROLES.owner}. Run "alter database ${database} owner to ${ROLES.owner}" as a superuser, then start again.`
        : `The database ${database} does not exist and the account in DATABASE_URL may not create it. Give that account CREATEDB, or create the database with "create database ${database} owner ${ROLES.owner}".`
    )
  }
}

/** The two schemas and who may do what in them; single tables are granted by their migrations. */
async function ensureSchemas(client: pg.Client, database: string) {
  const [owner, app, system] = [name(ROLES.owner), name(ROLES.app), name(ROLES.system)]
  await client.query(`
    grant connect on database ${name(database)} to ${owner}, ${app}, ${system};
    create schema if not exists system;
    alter schema public owner to ${owner};
    alter schema system owner to ${owner};
    revoke create on schema public from public;
    grant usage, create on schema public, system to ${owner};
    grant usage on schema public, system to ${app}, ${system};
  `)
}

/**
 * Connects for what concerns the whole server. Roles belong to it and not to a
 * database, and two databases may be set up at once, so the lock is taken in
 * one that both know; an operator may have closed that one, or offer only the
 * one in the URL.
 */
async function connectToServer(adminUrl: string): Promise<pg.Client> {
  try {
    return await connectTo(inDatabase(adminUrl, 'postgres'))
  } catch (error) {
    /** 3D000 no such database, 42501 no right to connect, 28000 refused by pg_hba.conf for this database. */
    if (!['3D000', '42501', '28000'].includes(codeOf(error) ?? '')) throw error
    return connectTo(adminUrl)
  }
}

/**
 * Prepares a PostgreSQL server for the platform: the three roles of
 * `connections.ts` with the passwords derived there, the database, its schemas
 * `public` and `system`, their ownership and grants. Changes nothing that is
 * right already, and may run in several processes at once.
 *
 * @param adminUrl DATABASE_URL: a superuser, or an account with CREATEROLE and CREATEDB
 * @param appKey APP_KEY, from which the passwords follow
 *
 * @example
 * await ensureRoles('postgres://postgres:secret@db.example/madoguchi', appKey)
 */
export async function ensureRoles(adminUrl: string, appKey: string): Promise<void> {
  const database = databaseNameIn(adminUrl)
  const server = await connectToServer(adminUrl)
  try {
    await refuseOldPostgres(server)
    await server.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])

    for (const role of Object.keys(ROLES) as Role[]) await ensureRole(server, role, appKey)
    await becomeMemberOfOwner(server)
    await ensureDatabase(server, database)

    const client = await connectTo(adminUrl)
    try {
      await ensureSchemas(client, database)
    } finally {
      await client.end()
    }
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new SetupError(
      `The account in DATABASE_URL may not prepare the database (${(error as Error).message}). It needs CREATEROLE and CREATEDB; or set DATABASE_OWNER_URL, DATABASE_APP_URL and DATABASE_SYSTEM_URL to accounts created beforehand.`
    )
  } finally {
    /** Closing the connection gives the lock back. */
    await server.end()
  }
}
