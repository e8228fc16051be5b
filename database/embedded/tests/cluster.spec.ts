import { test } from '@japa/runner'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '#database/embedded/main'
import { readRuntime } from '#database/embedded/runtime_file'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

async function ask(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url.replace(/madoguchi$/, 'postgres') })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

test.group('embedded PostgreSQL', () => {
  test('speaks UTF-8, lives in Tokyo and is new enough for uuidv7()', async ({
    assert,
    cleanup,
  }) => {
    const postgres = await startEmbeddedPostgres(temporaryFolder(), 'http://localhost:3333')
    cleanup(() => postgres.stop())
    const [settings] = await ask(
      postgres.url,
      `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
              current_setting('listen_addresses') as addresses, upper('é') as upper,
              length('窓口') as length, uuidv7() is not null as uuid`
    )
    assert.deepEqual(settings, {
      encoding: 'UTF8',
      zone: 'Asia/Tokyo',
      addresses: '127.0.0.1',
      upper: 'É',
      length: 2,
      uuid: true,
    })
  })

  test('keeps its data, and tells other terminals where it is only while it runs', async ({
    assert,
    cleanup,
  }) => {
    const folder = temporaryFolder()
    const first = await startEmbeddedPostgres(folder, 'http://localhost:3333')
    cleanup(() => first.stop())
    await ask(first.url, `create table kept as select '窓口' as name`)
    assert.equal(readRuntime(folder)?.databaseUrl, first.url)
    assert.equal(statSync(join(folder, 'runtime.json')).mode & 0o777, 0o600)
    await first.stop()
    assert.isNull(readRuntime(folder))

    const second = await startEmbeddedPostgres(folder, 'http://localhost:3333')
    cleanup(() => second.stop())
    assert.deepEqual(await ask(second.url, 'select name from kept'), [{ name: '窓口' }])
  })

  test('wants its password', async ({ assert, cleanup }) => {
    const postgres = await startEmbeddedPostgres(temporaryFolder(), 'http://localhost:3333')
    cleanup(() => postgres.stop())
    const guess = new URL(postgres.url)
    guess.password = 'password'
    await assert.rejects(() => ask(guess.href, 'select 1'), /password authentication failed/)
  })
})
