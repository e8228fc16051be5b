import logger from '@adonisjs/core/services/logger'
import type { DomainEvent } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { inForce } from './catalogue.js'

/**
 * Says that something happened. Enabled modules that listen hear of it once
 * the open scope's transaction has committed, and not at all when it rolls
 * back. One that fails is logged and takes nothing from the others.
 */
export function publish<Payload>(event: DomainEvent<Payload>, payload: Payload) {
  const { municipalityId } = tenancy.current()
  tenancy.afterCommit(async () => {
    const municipality = await municipalities.byId(municipalityId)
    for (const { id, listens } of inForce(municipality)) {
      for (const listener of listens ?? []) {
        if (listener.event.name !== event.name) continue
        try {
          const { default: handle } = await listener.handler()
          await handle(payload, { municipalityId })
        } catch (error) {
          logger.error({ err: error, event: event.name, module: id }, 'a listener failed')
        }
      }
    }
  })
}
