import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { keyedHash } from '#app/exchange/main'

const byAddress = limiter.use('database', { requests: 60, duration: '5 minutes' })
const byLogin = limiter.use('database', { requests: 10, duration: '5 minutes' })

/**
 * Slows guessing at passwords: of one account from many addresses, of many
 * accounts from one. The lock of an account (sign_in.ts) comes on top.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleSignIn({ request, tenant }: HttpContext, loginId: string) {
  const scope = `sign-in ${tenant.municipality.id}`
  await byAddress.consume(`${scope} from ${request.ip()}`)
  await byLogin.consume(`${scope} as ${keyedHash('throttle', loginId).toString('base64url')}`)
}
