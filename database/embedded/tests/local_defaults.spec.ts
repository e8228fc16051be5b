import { test } from '@japa/runner'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureAppKey } from '#database/embedded/app_key'
import { applyLocalDefaults } from '#database/embedded/local_defaults'
import { writeRuntime } from '#database/embedded/runtime_file'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

/** A folder as it looks while `npm start` runs in it. */
function runningCheckout(pid = process.pid) {
  const root = temporaryFolder()
  const key = ensureAppKey(root)
  writeRuntime(root, {
    pid,
    port: 5,
    databaseUrl: 'postgres://running',
    appUrl: 'http://localhost:3333',
    startedAt: new Date().toISOString(),
  })
  return { root, key }
}

test.group('local defaults', () => {
  test('fill in everything a fresh checkout needs', ({ assert }) => {
    const { root, key } = runningCheckout()
    const env: NodeJS.ProcessEnv = { MADOGUCHI_DATA: root }
    applyLocalDefaults(env, root)
    assert.deepEqual(env, {
      MADOGUCHI_DATA: root,
      NODE_ENV: 'development',
      PORT: '3333',
      HOST: '127.0.0.1',
      APP_URL: 'http://localhost:3333',
      LOG_LEVEL: 'info',
      APP_KEY: key,
      DATABASE_URL: 'postgres://running',
    })
  })

  test('leave alone what the environment says, and follow its port', ({ assert }) => {
    const { root } = runningCheckout()
    const env: NodeJS.ProcessEnv = {
      MADOGUCHI_DATA: root,
      PORT: '8080',
      APP_KEY: 'of the operator',
      DATABASE_URL: 'postgres://of-the-operator',
    }
    applyLocalDefaults(env, root)
    assert.equal(env.PORT, '8080')
    assert.equal(env.APP_URL, 'http://localhost:8080')
    assert.equal(env.APP_KEY, 'of the operator')
    assert.equal(env.DATABASE_URL, 'postgres://of-the-operator')
  })

  test('leave to .env what it says', ({ assert }) => {
    const { root } = runningCheckout()
    writeFileSync(
      join(root, '.env'),
      'PORT=4000\nAPP_KEY="of the file"\nDATABASE_OWNER_URL=postgres://of-the-file\n'
    )
    const env: NodeJS.ProcessEnv = { MADOGUCHI_DATA: root }
    applyLocalDefaults(env, root)
    assert.notProperty(env, 'PORT')
    assert.notProperty(env, 'APP_KEY')
    assert.equal(env.APP_URL, 'http://localhost:4000')
    assert.notProperty(env, 'DATABASE_URL', 'two databases must not be mixed')
  })

  test('make up no key in production', ({ assert }) => {
    const { root } = runningCheckout()
    const env: NodeJS.ProcessEnv = { MADOGUCHI_DATA: root, NODE_ENV: 'production' }
    applyLocalDefaults(env, root)
    assert.notProperty(env, 'APP_KEY')
  })

  test('never lead a test to the database people work with', ({ assert }) => {
    const { root } = runningCheckout()
    const env: NodeJS.ProcessEnv = { MADOGUCHI_DATA: root, NODE_ENV: 'test' }
    applyLocalDefaults(env, root)
    assert.notProperty(env, 'DATABASE_URL')
    assert.notProperty(env, 'APP_KEY')
  })

  test('do not believe what a run that is over has left', ({ assert }) => {
    const { root } = runningCheckout(2 ** 22 + 1)
    const env: NodeJS.ProcessEnv = { MADOGUCHI_DATA: root }
    applyLocalDefaults(env, root)
    assert.notProperty(env, 'DATABASE_URL')
  })
})
