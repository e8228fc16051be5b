import { test } from '@japa/runner'
import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Cluster } from '#database/embedded/cluster'
import { placeCluster } from '#database/embedded/placement'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

const isRoot = process.getuid?.() === 0

test.group('placement of the cluster', () => {
  test('the data folder is the place wherever possible', ({ assert }) => {
    const folder = temporaryFolder()
    const { cluster, account } = placeCluster(folder)
    assert.equal(cluster, join(folder, 'postgres'))
    assert.equal(statSync(cluster).mode & 0o777, 0o700)
    assert.equal(statSync(cluster).uid, account?.uid ?? process.getuid?.())
  })

  test('root hands a cluster to whoever owns it already', ({ assert }) => {
    const folder = temporaryFolder()
    const { cluster, account } = placeCluster(folder)
    assert.notEqual(account?.uid, 0)
    assert.equal(placeCluster(folder).account?.uid, statSync(cluster).uid)
  }).skip(!isRoot, 'only root needs another account')

  test('a checkout that account cannot enter gets a cluster that works, and the same one again', async ({
    assert,
    cleanup,
  }) => {
    const folder = join(temporaryFolder(0o700), 'data')
    const placement = placeCluster(folder)
    const home = dirname(placement.cluster)
    cleanup(() => rmSync(home, { recursive: true, force: true }))
    assert.isFalse(home.startsWith(folder))

    const cluster = new Cluster({ placement, password: 'x', logFile: join(folder, 'postgres.log') })
    await cluster.initialise()
    await cluster.start()
    await cluster.stop()
    assert.isTrue(existsSync(join(placement.cluster, 'PG_VERSION')))
    assert.deepEqual(placeCluster(folder), placement)
  }).skip(!isRoot, 'only root needs another account')
})
