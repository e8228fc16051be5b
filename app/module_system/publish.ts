import type { DomainEvent } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { inForce } from './catalogue.js'

/**
 * Says that something happened. Enabled modules that listen hear of it once
 * the open scope's transaction has committed, and not at all when it rolls
 * back.
 */
export function publish<Payload>(event: DomainEvent<Payload>, payload: Payload) {
  const { municipalityId } = tenancy.current()
  tenancy.afterCommit(async () => {
    const municipality = await municipalities.byId(municipalityId)
    const listeners = inForce(municipality)
      .flatMap((manifest) => manifest.listens ?? [])
      .filter((listener) => listener.event.name === event.name)
    for (const listener of listeners) {
      const { default: handle } = await listener.handler()
      await handle(payload, { municipalityId })
    }
  })
}
