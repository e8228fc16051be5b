import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ending, startChild } from '#app/runtime/child'
import { freePort } from '#database/embedded/free_port'
import { APP_ROOT } from '#database/embedded/installation'
import { startEmbeddedPostgres } from '#database/embedded/main'
import { ensureRoles } from '#database/roles'

/** As README says for production. */
export const NODE_OPTIONS = '--max-semi-space-size=8 --max-old-space-size=512'

const APP_KEY = 'a-key-for-benchmarks-only-and-nowhere-else'

/** A production build, a durable PostgreSQL of its own and what was started on them. */
export interface Stage {
  /** The administrator's URL of the database. */
  databaseUrl: string
  /** The file PostgreSQL writes its messages to. */
  postgresLog: string
  appKey: string
  /** Starts a program and waits until it answers on its port. @returns its base URL */
  serve(command: string[], env?: Record<string, string>): Promise<string>
  /** Starts the built server. */
  serveBuild(env?: Record<string, string>): Promise<string>
  /** The process that answers under a base URL. */
  pidOf(url: string): number
  /** Starts the built worker; whoever starts it may kill it. */
  work(): ChildProcess
  end(): Promise<void>
}

/** Builds for production, starts PostgreSQL with its usual durability, migrates. */
export async function setStage(): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  /** The account PostgreSQL runs under has to enter it, or its files lie elsewhere and stay there. */
  chmodSync(directory, 0o711)
  const postgres = await startEmbeddedPostgres(directory, 'http://localhost')
  await ensureRoles(postgres.url, APP_KEY)
  const env = productionEnvironment(postgres.url)
  process.stderr.write('building …\n')
  await ace(['build'], { ...process.env, NODE_ENV: 'production' })
  linkModuleKit()
  await ace(['migration:run', '--force'], env)

  const children: ChildProcess[] = []
  const served = new Map<string, number>()
  const serve: Stage['serve'] = async ([program, ...args], extra = {}) => {
    const port = String(await freePort())
    const child = spawn(program, args, {
      cwd: APP_ROOT,
      env: { ...env, ...extra, PORT: port, HOST: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    children.push(child)
    const url = `http://127.0.0.1:${port}`
    await untilAnswering(url, child)
    served.set(url, child.pid!)
    return url
  }
  return {
    databaseUrl: postgres.url,
    postgresLog: join(directory, 'postgres.log'),
    appKey: APP_KEY,
    serve,
    serveBuild: (extra) => serve([process.execPath, 'build/bin/server.js'], extra),
    pidOf: (url) => served.get(url)!,
    work() {
      const child = spawn(process.execPath, ['build/ace.js', 'work'], {
        ...{ cwd: APP_ROOT, env },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      children.push(child)
      return child
    },
    async end() {
      await Promise.all(children.map(endChild))
      await postgres.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function productionEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    NODE_OPTIONS,
    APP_KEY,
    APP_URL: 'http://localhost',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    HOLDS_PER_MINUTE: '0',
    RUN_WORKER: 'false',
  }
}

/** What `npm ci` in the build folder would do: point the kit at the compiled copy. */
function linkModuleKit() {
  const scope = join(APP_ROOT, 'build/node_modules/@madoguchi')
  mkdirSync(scope, { recursive: true })
  symlinkSync('../../app/module_kit', join(scope, 'module-kit'))
}

async function ace(args: string[], env: NodeJS.ProcessEnv) {
  const { code, output } = await ending(startChild('ace', args, { env, output: 'pipe' }))
  if (code !== 0) throw new Error(`node ace ${args.join(' ')} failed:\n${output}`)
}

async function untilAnswering(url: string, child: ChildProcess) {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`A server ended with code ${child.exitCode}.`)
    const answers = await fetch(`${url}/health`, { redirect: 'manual' }).then(
      () => true,
      () => false
    )
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} does not answer.`)
}

async function endChild(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
