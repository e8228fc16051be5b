import type { HttpContext } from '@adonisjs/core/http'
import { calendarFile, type CalendarEntry } from '../../calendar_file.js'
import { E_HOLD_UNKNOWN, E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { findHold } from '../../queries/find_hold.js'
import { findParty } from '../../queries/find_reservation.js'
import { reservationOf } from '../../reservation_pass.js'

/** The visit as a file for the resident's own calendar, from the completion page or their page of it. */
export default class CalendarFileController {
  async ofHold(ctx: HttpContext) {
    const visits = await ctx.tenant.run(async () => {
      const hold = await findHold(ctx.params.token)
      if (!hold?.justReserved) throw new E_HOLD_UNKNOWN()
      return findParty(hold.reservationId)
    })
    return this.#send(ctx, visits)
  }

  async ofReservation(ctx: HttpContext) {
    const id = reservationOf(ctx.tenant.municipality.id, ctx.params.pass)
    const visits = (await ctx.tenant.run(() => findParty(id))).filter(
      ({ state }) => state === 'reserved'
    )
    if (visits.length === 0) throw new E_RESERVATION_NOT_FOUND()
    return this.#send(ctx, visits)
  }

  #send({ i18n, response, tenant }: HttpContext, visits: CalendarEntry[]) {
    response.header('Cache-Control', 'no-store')
    response.header('Content-Type', 'text/calendar; charset=utf-8')
    response.header('Content-Disposition', 'attachment; filename="visit.ics"')
    return response.send(calendarFile(visits, { municipality: tenant.municipality, i18n }))
  }
}
