import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { freePort } from '#database/embedded/free_port'
import { ServerProcess } from './server_process.js'

export interface Outcome {
  code: number
  output: string
}

interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  shell?: boolean
}

/**
 * The checkout as a newcomer would have it: the files git knows or would take,
 * with the packages installed. What is done to it touches the original no
 * more than what a stranger does at home.
 */
export class CheckoutCopy {
  #running = new Set<ChildProcess>()
  /** What every process of the copy is started with, besides this one's own. */
  env: Record<string, string>

  private constructor(readonly root: string) {
    this.env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') }
  }

  static make(original: string): CheckoutCopy {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'madoguchi-copy-')))
    for (const file of filesOf(original)) copyFile(join(original, file), join(root, file))
    linkTree(join(original, 'node_modules'), join(root, 'node_modules'))
    /** Style sheets and scripts as `npm start` would build them first. */
    cpSync(join(original, 'public/assets'), join(root, 'public/assets'), { recursive: true })
    return new CheckoutCopy(root)
  }

  path(...parts: string[]) {
    return join(this.root, ...parts)
  }

  read(file: string) {
    return readFileSync(this.path(file), 'utf8')
  }

  write(file: string, text: string) {
    mkdirSync(dirname(this.path(file)), { recursive: true })
    writeFileSync(this.path(file), text)
  }

  /** `node ace …` as typed in the copy. */
  ace(...args: string[]) {
    return this.node('ace.js', ...args)
  }

  /** A program out of node_modules/.bin. */
  bin(name: string, ...args: string[]) {
    return this.node(realpathSync(this.path('node_modules/.bin', name)), ...args)
  }

  node(...args: string[]) {
    return this.#run(process.execPath, args)
  }

  /** `node ace …` as typed in the production build. */
  aceInBuild(...args: string[]) {
    return this.#run(process.execPath, ['ace.js', ...args], {
      cwd: this.path('build'),
      env: { NODE_ENV: 'production' },
    })
  }

  /** The npm that runs these tests, or the one on the PATH. */
  npm(...args: string[]) {
    const quiet = [...args, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
    const script = process.env.npm_execpath
    return script
      ? this.#run(process.execPath, [script, ...quiet])
      : this.#run('npm', quiet, { shell: process.platform === 'win32' })
  }

  /** One suite, or some files of it, in a process of its own on this suite's database. */
  async suite(name: string, ...files: string[]) {
    const port = String(await freePort())
    const chosen = files.map((file) => `--files=${file}`)
    const args = ['--import=@poppinss/ts-exec', 'bin/test.ts', name, ...chosen]
    return this.#run(process.execPath, args, {
      env: { PORT: port, APP_URL: `http://127.0.0.1:${port}` },
    })
  }

  /**
   * Starts the copy's web server.
   *
   * @param where the copy, or its production build
   */
  async serve(where: '' | 'build' = ''): Promise<ServerProcess> {
    const port = await freePort()
    const entry = where ? ['bin/server.js'] : ['--import=@poppinss/ts-exec', 'bin/server.ts']
    const child = spawn(process.execPath, entry, {
      cwd: this.path(where),
      env: {
        ...process.env,
        ...this.env,
        PORT: String(port),
        APP_URL: `http://127.0.0.1:${port}`,
        RUN_WORKER: 'false',
        ...(where && { NODE_ENV: 'production' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    return ServerProcess.answering(child, port)
  }

  /** Gives the production build its packages, as `npm ci` in it would. */
  equipBuild() {
    linkTree(this.path('node_modules'), this.path('build/node_modules'))
  }

  /** Ends what still runs and takes the copy away. */
  async remove() {
    for (const child of this.#running) child.kill('SIGKILL')
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 })
  }

  async #run(
    command: string,
    args: string[],
    { cwd = this.root, env = {}, shell = false }: RunOptions = {}
  ): Promise<Outcome> {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: {
        ...process.env,
        ...this.env,
        ...env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        PATH: [this.path('node_modules/.bin'), process.env.PATH].join(delimiter),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.add(child)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const [code] = (await once(child, 'close')) as [number | null]
    this.#running.delete(child)
    return { code: code ?? 1, output: output.trim() }
  }
}

/** What git has or would take, as it lies in the working tree; without git, everything that is no product of ours. */
function filesOf(original: string): string[] {
  const listed = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: original, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  )
  if (listed.status === 0) {
    return listed.stdout.split('\0').filter((file) => file && existsSync(join(original, file)))
  }
  const made = /^(node_modules|build|tmp|coverage|\.data|\.git|\.env|public[\\/]assets)([\\/]|$)/
  return readdirSync(original, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(original.length)
        .replace(/^[\\/]/, '')
    )
    .filter((file) => !made.test(file))
}

function copyFile(from: string, to: string) {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

const CACHES = new Set(['.vite', '.vite-temp', '.cache'])

/**
 * The same files under other names: quick, and npm replaces files instead of
 * writing into them. Its own list it does write into, so that is copied.
 */
function linkTree(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (CACHES.has(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else if (entry.isDirectory()) linkTree(source, target)
    else if (entry.name === '.package-lock.json') copyFileSync(source, target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string) {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
