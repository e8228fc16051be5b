import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import limiter from '@adonisjs/limiter/services/main'
import { audit } from '#app/audit/main'
import { E_FORBIDDEN } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import { isAllowed } from './allowed_addresses.js'
import { staffSettings } from './settings.js'

/** A stranger who keeps knocking is to fill no log: one entry a minute says as much. */
const onceAMinute = limiter.use('memory', { requests: 1, duration: '1 minute' })

/**
 * Lets only the addresses the municipality names reach the staff's pages, the
 * sign-in page included; where it names none, every address. The address is
 * the one config/app.ts believes.
 */
export default class AllowedAddressMiddleware {
  async handle({ request, tenant }: HttpContext, next: NextFn) {
    const { municipality } = tenant
    const address = request.ip()
    if (isAllowed(staffSettings.read(municipality).allowed_addresses, address)) return next()
    await onceAMinute.attempt(`refused ${municipality.id} ${address}`, () =>
      tenancy.run(
        municipality,
        () => audit.record({ action: 'staff.refuse_address', result: 'denied' }),
        { kind: 'staff', address }
      )
    )
    throw new E_FORBIDDEN()
  }
}
