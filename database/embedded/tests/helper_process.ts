import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { getActiveTestOrFail } from '@japa/runner'

/**
 * Runs one of the scripts beside this file in a process of its own, to be
 * killed the way a person in trouble kills things.
 *
 * @returns The process and the first line it printed
 */
export async function helperProcess(script: string, ...args: string[]) {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  getActiveTestOrFail().cleanup(() => void child.kill('SIGKILL'))

  const line = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} and said ${said}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) resolve(said.split('\n')[0])
    })
  })
  return { child, line }
}

/** Kills it so that it cannot clean up anything. */
export async function killOutright(child: ChildProcess) {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
