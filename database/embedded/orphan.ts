import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, isAlive, waitUntilGone } from '#database/embedded/process_identity'
import { SetupError } from '#database/setup_error'

/** A fast shutdown writes a checkpoint, which a slow disk takes its time for. */
const FAST_SHUTDOWN_PATIENCE = 60_000

/**
 * Ends a PostgreSQL process the way it wants to be ended: SIGINT rolls open
 * transactions back and writes everything to disk. Only when that takes
 * forever it is cut short, and recovers from its log at the next start.
 */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_SHUTDOWN_PATIENCE],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw new SetupError(
        `A PostgreSQL left over from an earlier run (process ${pid}) belongs to another user and cannot be stopped. Stop it as that user, then start again.`
      )
    }
    if (await waitUntilGone(pid, patience)) return
  }
}

/**
 * Stops the server an earlier run left behind when it was killed. The caller
 * holds the instance lock, so whoever serves this cluster now is an orphan.
 *
 * @returns Whether there was one
 */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const lock = join(cluster, 'postmaster.pid')
  let pid: number
  try {
    pid = Number.parseInt(readFileSync(lock, 'utf8').split('\n')[0], 10)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    throw new SetupError(
      `The database in ${cluster} belongs to another user. Run this as the user who ran "npm start" in this folder first, or name a data folder of your own in MADOGUCHI_DATA.`
    )
  }

  /**
   * The id in a stale file may meanwhile be anybody's, and PostgreSQL itself
   * refuses to start while a process of that id lives. Windows tells us no
   * command line; there the file is left for PostgreSQL to judge.
   */
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return false
  if (!commandLine(pid)?.includes(cluster)) {
    rmSync(lock, { force: true })
    return false
  }
  await stopServer(pid)
  return true
}
