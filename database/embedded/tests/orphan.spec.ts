import { test } from '@japa/runner'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stopOrphan } from '#database/embedded/orphan'
import { isAlive } from '#database/embedded/process_identity'
import { helperProcess, killOutright } from '#database/embedded/tests/helper_process'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

function clusterLockedBy(pid: number) {
  const cluster = join(temporaryFolder(), 'postgres')
  mkdirSync(cluster)
  writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1\n5\n\n127.0.0.1\n`)
  return cluster
}

test.group('orphaned server', () => {
  test('a cluster nobody serves has none', async ({ assert }) => {
    assert.isFalse(await stopOrphan(temporaryFolder()))
  })

  test('the file of a process that is gone is left for PostgreSQL to judge', async ({ assert }) => {
    assert.isFalse(await stopOrphan(clusterLockedBy(2 ** 22 + 1)))
  })

  test('an innocent process that inherited the id is spared', async ({ assert, cleanup }) => {
    const innocent = spawn('sleep', ['60'])
    cleanup(() => void innocent.kill('SIGKILL'))
    const cluster = clusterLockedBy(innocent.pid!)

    assert.isFalse(await stopOrphan(cluster))
    assert.isTrue(isAlive(innocent.pid!))
    assert.isFalse(existsSync(join(cluster, 'postmaster.pid')), 'PostgreSQL would not start')
  }).skip(process.platform === 'win32', 'Windows tells no command line')

  test('a server whose parent was killed is stopped in good order', async ({ assert }) => {
    const folder = temporaryFolder()
    const { child, line: cluster } = await helperProcess('serve_cluster.ts', folder)
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    await killOutright(child)
    assert.isTrue(isAlive(pid), 'the server outlives its parent')

    assert.isTrue(await stopOrphan(cluster))
    assert.isFalse(isAlive(pid))
    assert.include(
      readFileSync(join(folder, 'postgres.log'), 'utf8'),
      'database system is shut down'
    )
  })
})
