import { test } from '@japa/runner'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureSecret, writeSecret } from '#database/embedded/secret_file'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

test.group('secret file', () => {
  test('a secret is made up once and readable by its owner only', ({ assert }) => {
    const path = join(temporaryFolder(), 'app_key')
    const secret = ensureSecret(path)
    assert.match(secret, /^[\w-]{43}$/)
    assert.equal(ensureSecret(path), secret)
    assert.equal(statSync(path).mode & 0o777, 0o600)
  })

  test('overwriting a file the world could read hides it', ({ assert }) => {
    const path = join(temporaryFolder(), 'runtime.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    writeSecret(path, 'new')
    assert.equal(statSync(path).mode & 0o777, 0o600)
  })

  test('an emptied file is reported, not silently replaced', ({ assert }) => {
    const path = join(temporaryFolder(), 'app_key')
    writeFileSync(path, '')
    assert.throws(() => ensureSecret(path), /is empty/)
  })
})
