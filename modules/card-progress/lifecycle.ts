import type { ModuleLifecycle } from '@madoguchi/module-kit'
import { enqueue } from '#app/jobs/main'
import { lastToldOn } from './queries/told_of_visits.js'

/** What happened to reservations while nobody listened is caught up with. */
const lifecycle: ModuleLifecycle = {
  async enable() {
    const since = await lastToldOn()
    if (since) await enqueue('card-progress.catch_up', { since })
  },
}

export default lifecycle
