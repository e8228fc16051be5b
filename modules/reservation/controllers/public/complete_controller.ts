import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { accessKeyFor } from '../../access_key.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold } from '../../queries/find_hold.js'
import { reservationSettings } from '../../settings.js'

/** RS4: 受付番号 and アクセスキー, to be printed or noted down. Shown again for half an hour, then never. */
export default class CompleteController {
  async handle({ params, request, response, tenant, view }: HttpContext) {
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold?.justReserved) throw new E_HOLD_UNKNOWN()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/complete', {
      reservation: hold,
      accessKey: formatReadableCode(accessKeyFor(params.token)),
      file: `/${tenant.municipality.slug}/holds/${params.token}/visit.ics`,
      mailed: request.input('mailed') !== undefined,
      settings: reservationSettings.read(tenant.municipality),
    })
  }
}
