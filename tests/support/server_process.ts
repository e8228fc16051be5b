import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startChild } from '#app/runtime/child'
import { freePort } from '#database/embedded/free_port'

/** Another server process on the suite's database, as a deployment has several. */
export class ServerProcess {
  private constructor(
    readonly baseUrl: string,
    readonly child: ChildProcess,
    /** Everything it has written so far, its log first of all. */
    readonly written: () => string = () => ''
  ) {}

  static async start(env: Record<string, string> = {}): Promise<ServerProcess> {
    const port = await freePort()
    const child = startChild('bin/server', [], {
      env: { PORT: String(port), HOST: '127.0.0.1', RUN_WORKER: 'false', ...env },
      output: 'pipe',
    })
    return ServerProcess.answering(child, port)
  }

  /** Waits until a server that was told to answer on a port does. */
  static async answering(child: ChildProcess, port: number): Promise<ServerProcess> {
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const server = new ServerProcess(`http://127.0.0.1:${port}`, child, () => output)
    for (let i = 0; i < 300; i++) {
      if (child.exitCode !== null) throw new Error(`The server ended at once: ${output}`)
      const healthy = await fetch(`${server.baseUrl}/health`).then(
        (r) => r.ok,
        () => false
      )
      if (healthy) return server
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`The server did not come up: ${output}`)
  }

  /** Waits until this process has heard of a municipality made elsewhere: it reads the directory once a second. */
  async knows(slug: string) {
    for (let i = 0; i < 50; i++) {
      const { status } = await fetch(`${this.baseUrl}/${slug}/accessibility`)
      if (status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${this.baseUrl} does not know ${slug}.`)
  }

  /** A worker process: `node ace work`. */
  static async startWorker(): Promise<ServerProcess> {
    const child = startChild('ace', ['work'], { env: {}, output: 'pipe' })
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => String(chunk).includes('working') && resolve())
      child.once('exit', (code) => reject(new Error(`The worker ended at once with code ${code}`)))
    })
    return new ServerProcess('', child)
  }

  /** @returns its exit code, null when a signal ended it */
  async end(signal: NodeJS.Signals = 'SIGTERM') {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode
    const exited = once(this.child, 'exit')
    this.child.kill(signal)
    await exited
    return this.child.exitCode
  }
}
