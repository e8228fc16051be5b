import { test } from '@japa/runner'
import { acquireInstanceLock } from '#database/embedded/instance_lock'
import { helperProcess, killOutright } from '#database/embedded/tests/helper_process'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

test.group('instance lock', () => {
  test('the second to come is told where the first one serves', async ({ assert }) => {
    const folder = temporaryFolder()
    const release = await acquireInstanceLock(folder, 'http://localhost:3333')
    await assert.rejects(
      () => acquireInstanceLock(folder, 'http://localhost:3334'),
      /already running from this folder, at http:\/\/localhost:3333/
    )
    release()
  })

  test('another folder is another matter', async ({ assert }) => {
    const first = await acquireInstanceLock(temporaryFolder(), 'http://localhost:3333')
    const second = await acquireInstanceLock(temporaryFolder(), 'http://localhost:3333')
    assert.isFunction(second)
    first()
    second()
  })

  test('whoever gives it back lets the next one in', async ({ assert }) => {
    const folder = temporaryFolder()
    const release = await acquireInstanceLock(folder, 'http://localhost:3333')
    release()
    assert.isFunction(await acquireInstanceLock(folder, 'http://localhost:3334'))
  })

  test('a process killed outright holds nothing', async ({ assert }) => {
    const folder = temporaryFolder()
    const { child } = await helperProcess('hold_lock.ts', folder)
    await assert.rejects(() => acquireInstanceLock(folder, 'here'), /at http:\/\/localhost:4444/)
    await killOutright(child)
    assert.isFunction(await acquireInstanceLock(folder, 'here'))
  })
})
