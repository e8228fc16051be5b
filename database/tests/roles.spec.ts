import { test } from '@japa/runner'
import pg from 'pg'
import { connectionUrls, ROLES } from '#database/connections'
import { startThrowawayPostgres, type ThrowawayPostgres } from '#database/embedded/throwaway'
import { ensureRoles } from '#database/roles'

const KEY = 'a key for the roles'

async function ask(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const as = (role: keyof typeof ROLES, databaseUrl: string, key = KEY) =>
  connectionUrls({ DATABASE_URL: databaseUrl, APP_KEY: key })[role]

/** A server has forgotten us once our databases and roles are gone. */
async function makeForget(server: ThrowawayPostgres) {
  const admin = server.url('postgres')
  const databases = await ask(
    admin,
    `select format('drop database %I with (force)', datname) as statement from pg_database
      where not datistemplate and datname <> 'postgres'`
  )
  for (const { statement } of databases) await ask(admin, statement)
  const roles = await ask(
    admin,
    `select format('drop role %I', rolname) as statement from pg_roles
      where rolname not like 'pg\\_%' and rolname <> 'postgres'`
  )
  for (const { statement } of roles) await ask(admin, statement)
}

/**
 * A server of their own: roles belong to a whole server, and giving them other
 * passwords would lock out the suites that run beside this one.
 */
test.group('database roles', (group) => {
  let server: ThrowawayPostgres
  group.setup(async () => {
    server = await startThrowawayPostgres()
    return () => server.stop()
  })
  group.each.teardown(() => makeForget(server))

  test('creates what is missing: roles, database, schemas', async ({ assert }) => {
    const url = server.url('fresh')
    await ensureRoles(url, KEY)
    assert.deepEqual(
      await ask(
        as('owner', url),
        `select nspname as schema, nspowner::regrole::text as owner from pg_namespace
          where nspname in ('public', 'system') order by 1`
      ),
      [
        { schema: 'public', owner: ROLES.owner },
        { schema: 'system', owner: ROLES.owner },
      ]
    )
    assert.deepEqual(
      await ask(
        url,
        `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful
           from pg_roles where rolname like 'madoguchi%' order by 1`
      ),
      [
        { rolname: ROLES.app, powerful: false },
        { rolname: ROLES.owner, powerful: false },
        { rolname: ROLES.system, powerful: false },
      ]
    )
  })

  test('only the owner may create tables', async ({ assert }) => {
    const url = server.url('fresh')
    await ensureRoles(url, KEY)
    for (const schema of ['public', 'system']) {
      await ask(as('owner', url), `create table ${schema}.by_owner (id int)`)
      for (const role of ['app', 'system'] as const) {
        await assert.rejects(
          () => ask(as(role, url), `create table ${schema}.by_${role} (id int)`),
          /permission denied for schema/
        )
      }
    }
  })

  test('may run as often as one likes, and twice at once', async ({ assert }) => {
    const [one, two] = [server.url('one'), server.url('two')]
    await Promise.all([one, two, one, two].map((url) => ensureRoles(url, KEY)))
    await ensureRoles(one, KEY)
    assert.lengthOf(await ask(as('app', one), 'select 1'), 1)
    assert.lengthOf(await ask(as('system', two), 'select 1'), 1)
  })

  test('a new APP_KEY changes the passwords', async ({ assert }) => {
    const url = server.url('fresh')
    await ensureRoles(url, KEY)
    await ensureRoles(url, 'another key')
    assert.lengthOf(await ask(as('app', url, 'another key'), 'select 1'), 1)
    await assert.rejects(() => ask(as('app', url), 'select 1'), /password authentication failed/)
  })

  test('the password itself never reaches the server', async ({ assert }) => {
    await ensureRoles(server.url('fresh'), KEY)
    const rows = await ask(
      server.url('fresh'),
      `select from pg_authid where rolname like 'madoguchi%' and rolpassword like 'SCRAM-SHA-256$%'`
    )
    assert.lengthOf(rows, 3)
  })

  test('an account with CREATEROLE and CREATEDB is enough', async ({ assert }) => {
    await ask(server.url('postgres'), `create role clerk login createrole createdb password 'x'`)
    for (const database of ['missing', 'present']) {
      const url = new URL(server.url(database))
      url.username = 'clerk'
      url.password = 'x'
      if (database === 'present') {
        await ask(server.url('postgres'), 'create database present owner clerk')
      }
      await ensureRoles(url.href, KEY)
      await ensureRoles(url.href, KEY)
      const [{ owner }] = await ask(
        as('owner', url.href),
        `select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()`
      )
      assert.equal(owner, ROLES.owner)
    }
  })

  test('takes power away from a role that could see every municipality', async ({ assert }) => {
    await ask(server.url('postgres'), `create role ${ROLES.app} login bypassrls`)
    await ensureRoles(server.url('fresh'), KEY)
    assert.deepEqual(
      await ask(
        server.url('fresh'),
        `select rolbypassrls from pg_roles where rolname = '${ROLES.app}'`
      ),
      [{ rolbypassrls: false }]
    )
  })

  test('says so when it may neither create roles nor change them', async ({ assert }) => {
    await ask(server.url('postgres'), `create role guest login password 'x'`)
    const url = new URL(server.url('postgres'))
    url.username = 'guest'
    url.password = 'x'
    await assert.rejects(() => ensureRoles(url.href, KEY), /needs CREATEROLE and CREATEDB/)

    await ensureRoles(server.url('fresh'), KEY)
    await assert.rejects(() => ensureRoles(url.href, KEY), /exists already and the account/)
  })
})
