import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { APP_ROOT, RUNS_FROM_SOURCE } from '#database/embedded/installation'

/** The programs of this application; in a checkout they are TypeScript and need the loader. */
export type Entry = 'ace' | 'bin/server' | 'bin/test'

function nodeArguments(entry: Entry): string[] {
  const farewell = new URL(`./exit_with_parent.${RUNS_FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url)
  const loader = RUNS_FROM_SOURCE ? ['--import=@poppinss/ts-exec'] : []
  /** ace.js exists in both worlds and registers the loader itself. */
  const file = entry === 'ace' || !RUNS_FROM_SOURCE ? `${entry}.js` : `${entry}.ts`
  return [...loader, `--import=${farewell.href}`, join(APP_ROOT, file)]
}

/** Children that have not ended, to be ended with us. */
const running = new Set<ChildProcess>()

export interface ChildOptions {
  env?: NodeJS.ProcessEnv
  /** Where its output goes: on to our own, or to us. */
  output: 'inherit' | 'pipe'
}

/**
 * Starts a program of this application in a process group of its own. Ctrl-C
 * reaches a whole group at once; this way it reaches only us, and we decide in
 * which order the others end.
 */
export function startChild(entry: Entry, args: string[], options: ChildOptions): ChildProcess {
  return startNode([...nodeArguments(entry), ...args], options)
}

/** The same for any other script Node is to run. */
export function startNode(args: string[], options: ChildOptions): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: APP_ROOT,
    env: { ...process.env, ...options.env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', options.output, options.output, 'ipc'],
  })
  /** Answers to nobody, so it must not keep us alive either. */
  child.channel?.unref()
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export interface Ending {
  code: number
  output: string
}

/** Waits for a child to end and collects what it said, if that comes to us. */
export function ending(child: ChildProcess): Promise<Ending> {
  let output = ''
  const collect = (chunk: Buffer) => (output += chunk.toString('utf8'))
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (signal) output += `\n(ended by ${signal})`
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Ends a child and everything it has started in turn and left behind, browsers for instance. */
export function killGroup(child: ChildProcess) {
  if (!child.pid) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    /* There is nobody left. */
  }
}

/**
 * Ends a child: it is asked first and forced once its time is up.
 *
 * @param child A child of `startChild`
 * @param patience How long it may take to finish what it is doing
 * @param hurry Resolves when the person at the terminal wants it forced now
 */
export async function endChild(
  child: ChildProcess,
  patience: number,
  hurry?: Promise<void>
): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')

  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))
  await Promise.race([exited, timeUp, ...(hurry ? [hurry] : [])])
  clearTimeout(timer)
  killGroup(child)
  await exited
}

/** Ends all children that still run. */
export async function endAllChildren(patience: number, hurry?: Promise<void>): Promise<void> {
  await Promise.all([...running].map((child) => endChild(child, patience, hurry)))
}
