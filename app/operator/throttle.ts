import limiter from '@adonisjs/limiter/services/main'
import { keyedHash } from '#app/exchange/main'

const byAddress = limiter.use('database', { requests: 20, duration: '5 minutes' })
const byLogin = limiter.use('database', { requests: 10, duration: '5 minutes' })

/**
 * Slows guessing at operators' accounts.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleOperator(address: string, loginId: string) {
  await byAddress.consume(`operator from ${address}`)
  await byLogin.consume(`operator as ${keyedHash('throttle', loginId).toString('base64url')}`)
}
