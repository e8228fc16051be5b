import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { SYSTEM_ACTOR, type Actor } from './actor.js'
import { beginInMunicipality } from './begin_in_municipality.js'
import { scopes, type Scope } from './scope.js'
import type { TenantDatabase } from './tenant_database.js'

/**
 * Runs `work` in one transaction inside one municipality: row level security
 * shows that municipality's rows and no others. Commits when `work` resolves,
 * rolls back when it throws. Mail, PDF and other slow work stay outside.
 *
 * Inside a scope of the same municipality it joins it.
 *
 * @throws Error when another municipality's scope is open: one piece of work never spans two
 */
async function run<T>(
  municipality: { id: number },
  work: () => Promise<T>,
  actor: Actor = SYSTEM_ACTOR
): Promise<T> {
  const outer = scopes.getStore()
  if (outer) {
    if (outer.municipalityId !== municipality.id) {
      throw new Error(
        `A scope of municipality ${outer.municipalityId} is open; work for municipality ${municipality.id} cannot run inside it.`
      )
    }
    return work()
  }

  const deliveries: Scope['afterCommit'] = []
  const pool = (db as unknown as TenantDatabase).tenantPool()
  const trx = await beginInMunicipality(pool)(municipality.id, () => pool.transaction())
  const scope: Scope = { municipalityId: municipality.id, actor, trx, afterCommit: deliveries }
  let result: T
  try {
    result = await scopes.run(scope, work)
    await trx.commit()
  } catch (error) {
    if (!trx.isCompleted) await trx.rollback()
    throw error
  }
  await deliver(deliveries)
  return result
}

/** The change stands whatever becomes of a delivery, so a failing one is logged and the next one runs. */
async function deliver(deliveries: Scope['afterCommit']) {
  for (const delivery of deliveries) {
    try {
      await delivery()
    } catch (error) {
      logger.error({ err: error }, 'a delivery after commit failed')
    }
  }
}

/** The open scope. @throws Error outside tenancy.run */
function current(): Scope {
  const scope = scopes.getStore()
  if (!scope) throw new Error('There is no tenant scope here. Call this inside tenancy.run(…).')
  return scope
}

/** Calls back once the open scope's transaction has committed; never when it rolls back. */
function afterCommit(delivery: () => Promise<void>) {
  current().afterCommit.push(delivery)
}

export const tenancy = { run, current, afterCommit }
