import type { HttpContext } from '@adonisjs/core/http'
import { noteHandling } from '../../actions/note_handling.js'
import { findReservationForStaff } from '../../staff_reach.js'
import { handlingWords } from '../../settings.js'
import { handlingValidator } from '../../validators/handling_validator.js'

/** 住基カード回収 and 対応内容 (R51, R52). */
export default class HandlingController {
  async execute({ i18n, params, request, response, session, staff, tenant }: HttpContext) {
    const { municipality } = tenant
    const found = await tenant.run(() => findReservationForStaff(params.reservation, staff!))
    const input = await request.validateUsing(handlingValidator)
    /** The form offers the municipality's words; whatever else is sent is somebody's own, and may name a person. */
    const words = [...handlingWords(municipality), found.handling]
    await tenant.run(() =>
      noteHandling(
        found.id,
        {
          oldCardCollected: input.old_card_collected === '1',
          handling: words.includes(input.handling) ? input.handling : null,
          note: municipality.holdsResidentData ? input.handling_note : null,
        },
        { staffId: staff!.id, seenAt: input.seen_at }
      )
    )
    session.flash('success', i18n.t('reservation.staff.handling.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/reservations/${params.reservation}`)
  }
}
