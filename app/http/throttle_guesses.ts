import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { keyedHash } from '#app/exchange/main'

/** Refusals one address may collect: an office or a library behind one address types wrong now and then. */
const refusalsByAddress = limiter.use('database', { requests: 30, duration: '5 minutes' })
const triesByName = limiter.use('database', { requests: 5, duration: '5 minutes' })

/**
 * Slows guessing secrets: of one name (an ID, a key) from many addresses, and
 * of many names from one. Only what is refused counts against an address, so
 * that people who know their key are never locked out by a neighbour who does
 * not. Counted across all processes.
 *
 * @param door what is guessed at, e.g. `look-up`
 * @param name what was typed; only a keyed hash of it is kept
 * @returns what has to be called once it is known whether it was right
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleGuesses(
  { request, tenant }: HttpContext,
  door: string,
  name: string
): Promise<{ refused: () => Promise<unknown>; accepted: () => Promise<unknown> }> {
  const scope = `${door} ${tenant.municipality.id}`
  const address = `${scope} from ${request.ip()}`
  const folded = keyedHash('throttle', name.normalize('NFKC').toUpperCase()).toString('base64url')
  await triesByName.consume(`${scope} as ${folded}`)
  if ((await refusalsByAddress.remaining(address)) <= 0) await refusalsByAddress.consume(address)
  return {
    refused: () => refusalsByAddress.increment(address),
    accepted: () => triesByName.decrement(`${scope} as ${folded}`),
  }
}
