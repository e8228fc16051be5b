import { join } from 'node:path'
import { Cluster } from '#database/embedded/cluster'
import { ensureDataDirectory } from '#database/embedded/data_directory'
import { acquireInstanceLock } from '#database/embedded/instance_lock'
import { stopOrphan } from '#database/embedded/orphan'
import { placeCluster } from '#database/embedded/placement'
import { removeRuntime, writeRuntime } from '#database/embedded/runtime_file'
import { ensureSecret } from '#database/embedded/secret_file'

export interface EmbeddedPostgres {
  /** The administrator's URL of the database `madoguchi`, which `ensureRoles` creates. */
  url: string
  /** The folder of its files. */
  cluster: string
  /** Whether a server left behind by a killed run had to be stopped first. */
  recovered: boolean
  /** Stops the server and waits until its data is on disk. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of a data folder. The caller holds the folder's instance lock.
 *
 * @param directory The data folder, see `data_directory.ts`
 * @param appUrl Where the application that uses it is going to serve
 *
 * @example
 * const postgres = await startEmbeddedPostgres(dataDirectory(process.env), 'http://localhost:3333')
 */
export async function startEmbeddedPostgres(
  directory: string,
  appUrl: string
): Promise<EmbeddedPostgres> {
  ensureDataDirectory(directory)
  const placement = placeCluster(directory)
  /**
   * A cluster that lies elsewhere is known to every copy of the checkout. None
   * of them may take another's server for an orphan.
   */
  const releaseCluster = await acquireInstanceLock(placement.cluster, appUrl)
  const recovered = await stopOrphan(placement.cluster)

  const cluster = new Cluster({
    placement,
    password: ensureSecret(join(directory, 'postgres_password')),
    logFile: join(directory, 'postgres.log'),
  })
  await cluster.initialise()
  await cluster.start()

  const url = cluster.url('madoguchi')
  writeRuntime(directory, {
    pid: cluster.pid!,
    port: cluster.port,
    databaseUrl: url,
    appUrl,
    startedAt: new Date().toISOString(),
  })
  return {
    url,
    cluster: placement.cluster,
    recovered,
    async stop() {
      removeRuntime(directory)
      await cluster.stop()
      releaseCluster()
    },
  }
}
