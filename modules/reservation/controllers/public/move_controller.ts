import type { HttpContext } from '@adonisjs/core/http'
import { acceptMove } from '../../actions/accept_move.js'
import { declineMove } from '../../actions/decline_move.js'
import { E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { findClosureParty } from '../../queries/closure_parties.js'
import { findReservation } from '../../queries/find_reservation.js'
import { moveOf } from '../../reservation_pass.js'

/** The time that is offered in place of one that cannot take place; the mail's link opens it, a button answers it (R128). */
export default class MoveController {
  async render({ params, response, tenant, view }: HttpContext) {
    const { closureId, partyId } = moveOf(tenant.municipality.id, params.move)
    const { party, now } = await tenant.run(async () => {
      const found = await findClosureParty(closureId, partyId)
      return { party: found, now: found && (await findReservation(found.reservationId)) }
    })
    if (!party || !now) throw new E_RESERVATION_NOT_FOUND()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/move', {
      ...{ party, now },
      base: `/${tenant.municipality.slug}/moves/${params.move}`,
    })
  }

  async accept(ctx: HttpContext) {
    return this.#answer(ctx, acceptMove)
  }

  async decline(ctx: HttpContext) {
    return this.#answer(ctx, declineMove)
  }

  async #answer(
    { params, response, tenant }: HttpContext,
    answer: (closureId: string, partyId: string) => Promise<void>
  ) {
    const { closureId, partyId } = moveOf(tenant.municipality.id, params.move)
    await tenant.run(() => answer(closureId, partyId))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/moves/${params.move}`)
  }
}
