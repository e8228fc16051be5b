import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import {
  countListed,
  listReservations,
  type ListedReservation,
  type ReservationFilter,
} from '../../queries/list_reservations.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { applicationFields } from '../../subjects.js'
import { reservationFilterValidator } from '../../validators/reservation_filter_validator.js'

const PER_PAGE = 50

/** 予約一覧: the reservations of a period with what was answered (R22). Looking is in the audit log (R45). */
export default class ReservationsController {
  async handle(ctx: HttpContext) {
    const { request, response, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(reservationFilterValidator, {
      data: request.qs(),
    })
    if (invalid) {
      response.status(422)
      const found = { reservations: [], total: 0, page: 1 }
      return this.#page(ctx, { ...thisWeek(), ...request.qs() }, found, invalid.messages)
    }
    const filter: ReservationFilter = {
      from: input.from ?? thisWeek().from,
      until: input.until ?? thisWeek().until,
      counter: input.counter,
      state: input.state,
      came: input.came,
    }
    const found = await tenant.run(async () => {
      const { counterIds } = staff!
      const total = await countListed(filter, counterIds)
      const last = Math.max(1, Math.ceil(total / PER_PAGE))
      const page = Math.min(input.page ?? 1, last)
      const reservations = await listReservations(filter, {
        ...{ counterIds, offset: (page - 1) * PER_PAGE, limit: PER_PAGE },
      })
      await audit.record({
        action: 'reservation.list',
        detail: { ...filter, shown: reservations.length },
      })
      return { reservations, total, page }
    })
    return this.#page(ctx, { ...filter }, found)
  }

  async #page(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    found: { reservations: ListedReservation[]; total: number; page: number },
    errors: { field: string; message: string }[] = []
  ) {
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    const base = `/${tenant.municipality.slug}/staff/reservations`
    return view.render('reservation::pages/staff/reservations', {
      ...found,
      ...{ values, errors, base },
      counters: await tenant.run(() => staffCounters(staff!.counterIds)),
      columns: fields.columns(i18n),
      paginator: {
        ...{ currentPage: found.page, perPage: PER_PAGE, total: found.total, baseUrl: base },
        lastPage: Math.max(1, Math.ceil(found.total / PER_PAGE)),
        queryString: values,
      },
    })
  }
}

/** Today and the six days after it. */
function thisWeek() {
  const today = DateTime.now().setZone('Asia/Tokyo')
  return { from: today.toISODate()!, until: today.plus({ days: 6 }).toISODate()! }
}
