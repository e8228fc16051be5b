import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '#database/embedded/free_port'
import { stopServer } from '#database/embedded/orphan'
import type { Placement } from '#database/embedded/placement'
import { SetupError } from '#database/setup_error'

const STARTUP_PATIENCE = 60_000

export interface ClusterOptions {
  placement: Placement
  /** Of the superuser `postgres`. */
  password: string
  /** What the server has to say goes here; a pipe would break, and the server with it, when we are killed. */
  logFile: string
  /** Server settings on top of the standing ones. */
  settings?: Record<string, string>
}

/**
 * One PostgreSQL cluster served by a child process of ours.
 *
 * @example
 * const cluster = new Cluster({ placement: placeCluster(directory), password, logFile })
 * await cluster.initialise()
 * await cluster.start()
 * await cluster.stop()
 */
export class Cluster {
  readonly #options: ClusterOptions
  #process: ChildProcess | undefined
  #stopping: Promise<void> | undefined
  #port = 0

  constructor(options: ClusterOptions) {
    this.#options = options
  }

  get pid() {
    return this.#process?.pid
  }

  get port() {
    return this.#port
  }

  /** The administrator's connection URL of one of its databases. */
  url(database: string) {
    return `postgres://postgres:${this.#options.password}@127.0.0.1:${this.#port}/${database}`
  }

  /**
   * Creates the cluster unless it exists. The provider `builtin` gives the same
   * UTF-8 behaviour on every system, whatever locales it has.
   */
  async initialise(): Promise<void> {
    const { cluster, binaries, account } = this.#options.placement
    if (
      existsSync(join(cluster, 'PG_VERSION')) &&
      existsSync(join(cluster, 'global', 'pg_control'))
    ) {
      this.#refuseOtherVersion()
      return
    }

    /** Half a cluster, of an initdb that was interrupted: nothing of value can be in it yet. */
    for (const entry of readdirSync(cluster)) {
      rmSync(join(cluster, entry), { recursive: true, force: true })
    }

    const { settings } = this.#options
    const passwordFile = `${cluster}.pw`
    writeFileSync(passwordFile, `${this.#options.password}\n`, { mode: 0o600 })
    if (account) chownSync(passwordFile, account.uid, account.gid)
    try {
      const initdb = spawnSync(
        binaries.initdb,
        [
          `--pgdata=${cluster}`,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--no-instructions',
          ...(settings?.fsync === 'off' ? ['--no-sync'] : []),
        ],
        { ...account, cwd: '/', encoding: 'utf8' }
      )
      if (initdb.status !== 0) {
        const output = `${initdb.error?.message ?? ''}\n${initdb.stdout ?? ''}${initdb.stderr ?? ''}`
        throw new SetupError(
          `The embedded PostgreSQL could not create its files in ${cluster}.\n${output.trim()}`
        )
      }
    } finally {
      rmSync(passwordFile, { force: true })
    }
  }

  #refuseOtherVersion() {
    const { cluster, binaries } = this.#options.placement
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    const ours = binaries.version.split('.')[0]
    if (found !== ours) {
      throw new SetupError(
        `The data in ${cluster} was written by PostgreSQL ${found} and this version of Madoguchi brings PostgreSQL ${ours}. Start the version that wrote it and move the data with pg_dump, or name another data folder in MADOGUCHI_DATA.`
      )
    }
  }

  /**
   * Starts the server on a free port and returns once it answers.
   *
   * It leads a process group of its own, so that Ctrl-C reaches us alone and
   * the web server can finish its requests before its database goes away.
   */
  async start(): Promise<void> {
    const deadline = Date.now() + STARTUP_PATIENCE
    for (;;) {
      const failure = await this.#tryToStart(deadline)
      if (failure === null) return

      /** Somebody took the port between our look and our bind, or children of a killed server are still leaving. */
      const passing = /Address already in use|still in use|being used by/i.test(failure)
      if (!passing || Date.now() > deadline) {
        throw new SetupError(
          `The embedded PostgreSQL does not start. Its last words (${this.#options.logFile}):\n${failure}`
        )
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }

  async #tryToStart(deadline: number): Promise<string | null> {
    const { placement, logFile, settings } = this.#options
    this.#port = await freePort()

    const flags = Object.entries({
      listen_addresses: '127.0.0.1',
      port: String(this.#port),
      /** TCP on the loopback is enough, and a socket's path is limited to 107 bytes. */
      unix_socket_directories: '',
      max_connections: '200',
      shared_buffers: '128MB',
      timezone: 'Asia/Tokyo',
      log_timezone: 'Asia/Tokyo',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

    const log = openSync(logFile, 'w', 0o600)
    const child = spawn(placement.binaries.postgres, ['-D', placement.cluster, ...flags], {
      ...placement.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.#process = child
    this.#stopping = undefined
    process.once('exit', this.#stopAtExit)

    let over = false
    child.once('error', () => (over = true))
    child.once('exit', () => (over = true))

    while (!over && Date.now() < deadline) {
      if (await this.#answers()) return null
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await this.stop()
    return readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n')
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.url('postgres'),
      connectionTimeoutMillis: 3_000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      await client.end().catch(() => {})
      if ((error as { code?: string }).code === '28P01') {
        await this.stop()
        throw new SetupError(
          `The embedded PostgreSQL refuses the password kept beside it. Put back the file "postgres_password" that belongs to ${this.#options.placement.cluster}.`
        )
      }
      return false
    }
  }

  /** The last resort of a process that ends without having stopped its server. */
  #stopAtExit = () => {
    try {
      if (this.#process?.pid && this.#process.exitCode === null)
        process.kill(this.#process.pid, 'SIGINT')
    } catch {
      /* It is gone already. */
    }
  }

  /** Stops the server and waits for it; harmless when there is none. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  async #stop() {
    const child = this.#process
    process.removeListener('exit', this.#stopAtExit)
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return

    /** As a child of ours it stays a zombie, and seems alive, until its exit is noticed. */
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await Promise.race([exited, stopServer(child.pid)])
    await exited
  }
}
