import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'

const mailsByAddress = limiter.use('database', { requests: 20, duration: '1 hour' })

/**
 * Slows asking for mails from one address; how many one recipient gets is
 * limited by the outbox itself.
 *
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleMails({ request, tenant }: HttpContext) {
  await mailsByAddress.consume(`account ${tenant.municipality.id} mail ${request.ip()}`)
}
