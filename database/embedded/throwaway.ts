import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cluster } from '#database/embedded/cluster'
import { stopOrphan } from '#database/embedded/orphan'
import { placeCluster } from '#database/embedded/placement'
import { isAlive } from '#database/embedded/process_identity'

const PREFIX = 'madoguchi-test-'

/**
 * Removes what test runs that were killed left behind. The name of each folder
 * carries the id of the process that made it.
 */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number.parseInt(name.match(/^madoguchi-test-(\d+)-/)?.[1] ?? '', 10)
    if (!pid || isAlive(pid)) continue
    try {
      const directory = join(tmpdir(), name)
      await stopOrphan(join(directory, 'postgres'))
      rmSync(directory, { recursive: true, force: true })
    } catch {
      /* Another user's: theirs to sweep. */
    }
  }
}

export interface ThrowawayPostgres {
  url(database: string): string
  stop(): Promise<void>
}

/**
 * A PostgreSQL for tests: as fast as it gets, because nothing in it has to
 * survive a power cut, and gone without a trace after `stop()`.
 */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  await sweep()
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(directory, 0o711)

  const cluster = new Cluster({
    placement: placeCluster(directory),
    password: randomBytes(16).toString('hex'),
    logFile: join(directory, 'postgres.log'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  try {
    await cluster.initialise()
    await cluster.start()
  } catch (error) {
    remove()
    throw error
  }
  return {
    url: (database) => cluster.url(database),
    async stop() {
      await cluster.stop()
      remove()
    },
  }
}
