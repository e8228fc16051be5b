import type { HttpContext } from '@adonisjs/core/http'
import { confirmReservation } from '../../actions/confirm_reservation.js'
import { mailAccessKey } from '../../actions/mail_access_key.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold } from '../../queries/find_hold.js'
import { reservationSettings } from '../../settings.js'
import { itemsValidator } from '../../validators/items_validator.js'

/** RS3: everything once more before it counts; then the reservation itself. */
export default class ConfirmController {
  async render(ctx: HttpContext) {
    const { params, request, response, tenant, view } = ctx
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    const settings = reservationSettings.read(tenant.municipality)
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const [errors, items] = await request.tryValidateUsing(itemsValidator(settings))

    response.header('Cache-Control', 'no-store')
    const edited = request.input('back') !== undefined
    if (errors || edited) {
      response.status(errors ? 422 : 200)
      return view.render('reservation::pages/public/items', {
        ...{ hold, base, settings, values: request.all() },
        errors: errors ? errorsByField(errors) : {},
      })
    }
    return view.render('reservation::pages/public/confirm', { hold, base, settings, items })
  }

  async execute({ params, request, response, tenant }: HttpContext) {
    const { municipality } = tenant
    const items = await request.validateUsing(itemsValidator(reservationSettings.read(municipality)))
    const { token } = params
    await tenant.run(async () => {
      const made = await confirmReservation({ token, answers: { oldCard: items.old_card } })
      if (made && items.email) await mailAccessKey({ token, to: items.email, municipality })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/holds/${token}/complete${items.email ? '?mailed=1' : ''}`)
  }
}

function errorsByField(error: { messages: { field: string; message: string }[] }) {
  return Object.fromEntries(error.messages.map(({ field, message }) => [field, message]))
}
