import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { ending, startNode } from '#app/runtime/child'
import { testEnvironment } from '#app/runtime/test_environment'
import { APP_ROOT } from '#database/embedded/installation'
import type * as Told from './exchange_deployment.js'

/** A deployment in a process of its own, on a database made from the suite's template. */
export class Deployment {
  #asked = new Map<number, { resolve(answer: any): void; reject(error: Error): void }>()
  #last = 0

  private constructor(readonly child: ReturnType<typeof startNode>) {
    child.on('message', (message: any) => {
      const asked = this.#asked.get(message.id)
      if (message.error) asked?.reject(new Error(message.error))
      else asked?.resolve(message.answer)
    })
  }

  static async start(name: string): Promise<Deployment> {
    const database = await cloneDatabase(name)
    const child = startNode(
      ['--import=@poppinss/ts-exec', join(APP_ROOT, 'tests/support/exchange_process.ts')],
      { env: await testEnvironment(database, process.env.APP_KEY!), output: 'pipe' }
    )
    const ended = ending(child).then(({ output }) => Promise.reject(new Error(output)))
    ended.catch(() => {})
    await Promise.race([once(child, 'message'), ended])
    return new Deployment(child)
  }

  /** Tells it to do something, in its own process. */
  async do<What extends keyof typeof Told>(
    what: What,
    input?: Parameters<(typeof Told)[What]>[0]
  ): Promise<Awaited<ReturnType<(typeof Told)[What]>>> {
    const id = ++this.#last
    const answer = new Promise<any>((resolve, reject) => this.#asked.set(id, { resolve, reject }))
    this.child.send({ id, what, input })
    return answer
  }

  async end() {
    const exited = once(this.child, 'exit')
    this.child.disconnect()
    await exited
  }
}

async function cloneDatabase(name: string): Promise<string> {
  const admin = process.env.MADOGUCHI_TEST_ADMIN_URL!
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  const database = `madoguchi_${name}_${crypto.randomUUID().slice(0, 8)}`
  try {
    await client.query(
      `CREATE DATABASE ${database} TEMPLATE ${process.env.MADOGUCHI_TEST_TEMPLATE} OWNER madoguchi_owner`
    )
  } finally {
    await client.end()
  }
  const url = new URL(admin)
  url.pathname = `/${database}`
  return url.href
}
