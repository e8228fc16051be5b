import type { ApplicationService } from '@adonisjs/core/types'
import { JobQueue } from './job_queue.js'

declare module '@adonisjs/core/types' {
  interface ContainerBindings {
    jobs: JobQueue
  }
}

/** Binds the job queue as `jobs`; a web process works it too unless RUN_WORKER is false. */
export default class JobsProvider {
  #started: JobQueue | undefined

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton('jobs', async () => {
      const { system } = this.app.config.get<any>('database').connections
      const queue = new JobQueue(system.connection.connectionString)
      await queue.start()
      this.#started = queue
      return queue
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { default: env } = await import('#start/env')
    if (env.get('RUN_WORKER', true)) await (await this.app.container.make('jobs')).work()
  }

  async shutdown() {
    await this.#started?.stop()
  }
}
