import app from '@adonisjs/core/services/app'
/** Names the binding `jobs`. */
import type {} from './jobs_provider.js'

/** Adds a job in the open scope's transaction; see JobQueue.enqueue. */
export async function enqueue(
  name: string,
  payload?: Record<string, unknown>,
  options?: { after?: Date }
) {
  const jobs = await app.container.make('jobs')
  await jobs.enqueue(name, payload, options)
}
