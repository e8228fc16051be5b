import type { HttpContext } from '@adonisjs/core/http'
import { confirmReservation } from '../../actions/confirm_reservation.js'
import { keepDraft } from '../../actions/keep_draft.js'
import { mailAccessKey } from '../../actions/mail_access_key.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { reservationSettings } from '../../settings.js'
import { itemsValidator } from '../../validators/items_validator.js'

/** RS3: everything once more before it counts; then the reservation itself. */
export default class ConfirmController {
  /** Takes the form and leads on to the confirmation, an address of its own that the browser's back button can return to. */
  async check({ params, request, response, tenant, view }: HttpContext) {
    const settings = reservationSettings.read(tenant.municipality)
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const [errors, items] = await request.tryValidateUsing(itemsValidator(settings))
    if (!errors) {
      await tenant.run(() => keepDraft(params.token, items))
      return response.redirect().status(303).toPath(`${base}/confirm`)
    }
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    response.status(422).header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/items', {
      ...{ hold, base, settings, values: request.all() },
      errors: Object.fromEntries(
        errors.messages.map(({ field, message }: { field: string; message: string }) => [
          field,
          message,
        ])
      ),
    })
  }

  async render({ params, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    if (isConfirmed(hold)) return response.redirect().toPath(`${base}/complete`)
    if (!hold.draft) return response.redirect().toPath(base)
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/confirm', {
      ...{ hold, base, items: hold.draft },
      settings: reservationSettings.read(tenant.municipality),
    })
  }

  async execute({ i18n, params, response, tenant }: HttpContext) {
    const { municipality } = tenant
    const { token } = params
    const mailed = await tenant.run(async () => {
      const items = await confirmReservation(token)
      return items?.email
        ? mailAccessKey({ token, to: items.email, municipality, i18n })
        : false
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/holds/${token}/complete${mailed ? '?mailed=1' : ''}`)
  }
}
