import logger from '@adonisjs/core/services/logger'
import { fromKnex, PgBoss } from 'pg-boss'
import { municipalities, tenancy } from '#app/tenancy/main'
import { declaredJobs, type DeclaredJob } from '#app/module_system/main'
import { runsFor } from './runs_for.js'

/** What a scheduled tick carries instead of one municipality's payload. */
const EVERYWHERE = { everywhere: true }

/**
 * A worker asks for a job once a second. Where more than these wait it goes on
 * without a pause: a hundred municipalities have a hundred jobs a minute of
 * each kind that runs every minute.
 */
const PACE = { pollingIntervalSeconds: 1, burstWhenReadyExceeds: 10 }

/**
 * Background work in the same PostgreSQL as the data (pg-boss): a job added
 * in a transaction exists exactly when the change it follows does.
 */
export class JobQueue {
  #boss: PgBoss

  /** @param systemUrl connection URL of the system role */
  constructor(systemUrl: string) {
    this.#boss = new PgBoss({
      connectionString: systemUrl,
      application_name: 'madoguchi jobs',
      max: 4,
      migrate: false,
      createSchema: false,
      reindex: false,
    })
    this.#boss.on('error', (error) => logger.error({ err: error }, 'job queue'))
  }

  async start() {
    await this.#boss.start()
  }

  /** Takes up work: the declared jobs, and the clock of those with a schedule. */
  async work() {
    await this.#forgetSchedules()
    for (const job of declaredJobs()) {
      if (job.schedule) {
        await this.#boss.schedule(job.name, job.schedule, EVERYWHERE, { tz: 'Asia/Tokyo' })
      }
      await this.#boss.work(job.name, PACE, async ([{ data }]) => {
        if ((data as any)?.everywhere) return this.#spread(job)
        const { default: handle } = await job.handler()
        await handle(data)
      })
    }
  }

  /**
   * Adds a job in the open scope's transaction.
   *
   * @param payload gets the municipality's id added; never put anything personal into it
   * @param options.after not before this moment
   */
  async enqueue(
    name: string,
    payload: Record<string, unknown> = {},
    options: { after?: Date } = {}
  ) {
    const { municipalityId, trx } = tenancy.current()
    await this.#boss.send(
      name,
      { ...payload, municipalityId },
      { startAfter: options.after, db: fromKnex(trx.knexClient as any) }
    )
  }

  async stop() {
    await this.#boss.stop({ graceful: true, timeout: 10_000 })
  }

  /** The clock keeps what it was told: jobs that are declared no more would be sent to nobody, night after night. */
  async #forgetSchedules() {
    const declared = new Set(declaredJobs().flatMap(({ name, schedule }) => (schedule ? name : [])))
    for (const { name } of await this.#boss.getSchedules()) {
      if (!declared.has(name)) await this.#boss.unschedule(name)
    }
  }

  /** One job per municipality, so that a failure or a long run in one holds up no other. */
  async #spread(job: DeclaredJob) {
    for (const municipality of await municipalities.all()) {
      if (!runsFor(municipality, job)) continue
      await this.#boss.send(
        job.name,
        { municipalityId: municipality.id },
        { singletonKey: `municipality ${municipality.id}` }
      )
    }
  }
}
