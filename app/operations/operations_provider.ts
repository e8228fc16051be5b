import type { ApplicationService } from '@adonisjs/core/types'

/** Counts requests where a monitor may ask for them. */
export default class OperationsProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { default: env } = await import('#start/env')
    if (!env.get('STATUS_TOKEN')) return
    const { countRequests } = await import('./http_times.js')
    countRequests()
  }
}
