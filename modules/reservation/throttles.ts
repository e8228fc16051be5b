import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { keyedHash } from '#app/exchange/main'
import env from '#start/env'

/** Holds one address may ask for in a minute: an office behind one address books all day, a script takes every seat. */
const HOLDS_PER_MINUTE = env.get('HOLDS_PER_MINUTE', 60)

const holds = HOLDS_PER_MINUTE
  ? limiter.use('memory', { requests: HOLDS_PER_MINUTE, duration: '1 minute' })
  : undefined
const lookUpsByAddress = limiter.use('database', { requests: 30, duration: '5 minutes' })
const lookUpsByKey = limiter.use('database', { requests: 5, duration: '5 minutes' })

/** @throws E_TOO_MANY_REQUESTS */
export async function throttleHolds({ request, tenant }: HttpContext) {
  await holds?.consume(`hold ${tenant.municipality.id} ${request.ip()}`)
}

/**
 * Slows guessing, of one key from many addresses as well as of many keys from
 * one.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleLookUps({ request, tenant }: HttpContext, typedKey: string) {
  const scope = `look-up ${tenant.municipality.id}`
  await lookUpsByAddress.consume(`${scope} from ${request.ip()}`)
  const key = keyedHash('throttle', typedKey.normalize('NFKC').toUpperCase()).toString('base64url')
  await lookUpsByKey.consume(`${scope} key ${key}`)
}
