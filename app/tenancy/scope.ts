import { AsyncLocalStorage } from 'node:async_hooks'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from './actor.js'

/** One transaction inside one municipality, on behalf of someone. */
export interface Scope {
  municipalityId: number
  actor: Actor
  trx: TransactionClientContract
  /** What waits for the commit: deliveries of events. */
  afterCommit: (() => Promise<void>)[]
}

export const scopes = new AsyncLocalStorage<Scope>()
