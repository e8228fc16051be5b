/** A typed token for something that happened. Delivered after the transaction that caused it has committed. */
export interface DomainEvent<Payload> {
  /** `<module id>.<what happened>`, e.g. `reservation.arrived`. */
  readonly name: string
  /** Never set: carries the payload's type. */
  readonly payload?: Payload
}

/**
 * Runs for a municipality that has the listening module enabled, outside any
 * transaction; it opens a tenant scope of its own where it needs one.
 */
export type EventHandler<Payload> = (
  payload: Payload,
  context: { municipalityId: number }
) => Promise<void>

export interface EventListener {
  event: DomainEvent<unknown>
  handler: () => Promise<{ default: EventHandler<any> }>
}

/** Declares an event in the publishing module's `api.ts`. */
export function defineEvent<Payload>(name: string): DomainEvent<Payload> {
  return { name }
}

/** Subscribes a handler in the manifest's `listens`. */
export function listen<Payload>(
  event: DomainEvent<Payload>,
  handler: () => Promise<{ default: EventHandler<Payload> }>
): EventListener {
  return { event, handler }
}
