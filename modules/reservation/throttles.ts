import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import env from '#start/env'

/** Holds one address may ask for in a minute: an office behind one address books all day, a script takes every seat. */
const HOLDS_PER_MINUTE = env.get('HOLDS_PER_MINUTE', 60)

const holds = HOLDS_PER_MINUTE
  ? limiter.use('memory', { requests: HOLDS_PER_MINUTE, duration: '1 minute' })
  : undefined
const waits = limiter.use('database', { requests: 20, duration: '10 minutes' })

/** @throws E_TOO_MANY_REQUESTS */
export async function throttleHolds({ request, tenant }: HttpContext) {
  await holds?.consume(`hold ${tenant.municipality.id} ${request.ip()}`)
}

/**
 * Limits how often one address takes the way without JavaScript, which costs a
 * script nothing but time.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleWaits({ request, tenant }: HttpContext) {
  await waits.consume(`wait ${tenant.municipality.id} ${request.ip()}`)
}
