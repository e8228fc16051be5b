import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { keyedHash } from '#app/exchange/main'

/** Refusals one address may collect: an office or a library behind one address types wrong now and then. */
const refusalsByAddress = limiter.use('database', { requests: 60, duration: '5 minutes' })
const triesByName = limiter.use('database', { requests: 8, duration: '5 minutes' })
const mailsByAddress = limiter.use('database', { requests: 20, duration: '1 hour' })

const keyOf = (value: string) =>
  keyedHash('throttle', value.normalize('NFKC').toUpperCase()).toString('base64url')

/**
 * Slows guessing, of one account from many addresses and of many accounts from
 * one. Only what is refused counts against an address, so that people who know
 * their password are never locked out by a neighbour who does not.
 *
 * @returns what a refusal has to call
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleSignIn({ request, tenant }: HttpContext, name: string) {
  const scope = `account ${tenant.municipality.id}`
  const address = `${scope} refused ${request.ip()}`
  await triesByName.consume(`${scope} name ${keyOf(name)}`)
  if ((await refusalsByAddress.remaining(address)) <= 0) await refusalsByAddress.consume(address)
  return { refused: () => refusalsByAddress.increment(address) }
}

/**
 * Slows asking for mails from one address; how many one recipient gets is
 * limited by the outbox itself.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleMails({ request, tenant }: HttpContext) {
  await mailsByAddress.consume(`account ${tenant.municipality.id} mail ${request.ip()}`)
}
