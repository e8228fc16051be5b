import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { markArrival } from '../../actions/mark_arrival.js'
import { E_RESERVATION_MOVED_ON } from '../../errors.js'
import { findExpected, type FoundReservation } from '../../queries/find_expected.js'

const today = () => DateTime.now().setZone('Asia/Tokyo').toISODate()!

/**
 * 受付: a number or a key is typed or scanned, Enter, and the next one
 * follows. One booking of today is marked as arrived at once; where there is
 * a choice, the page offers it. On the phone the same box finds a booking.
 */
export default class CheckInController {
  async render({ request, staff, tenant, view }: HttpContext) {
    const typed = String(request.input('q') ?? '').slice(0, 100)
    const asked = DateTime.fromISO(String(request.input('date') ?? ''))
    const date = asked.isValid ? asked.toISODate()! : today()
    const found = typed
      ? await tenant.run(async () => {
          const matches = await findExpected(typed, { date, counterIds: staff!.counterIds })
          await audit.record({ action: 'reservation.find', detail: { count: matches.length } })
          return matches
        })
      : []
    return view.render('reservation::pages/staff/check_in', {
      ...{ typed, date, found, searched: typed !== '' },
      isToday: date === today(),
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  async execute({ i18n, request, response, session, staff, tenant }: HttpContext) {
    const typed = String(request.input('q') ?? '').slice(0, 100)
    const base = `/${tenant.municipality.slug}/staff/check-in`
    const outcome = await tenant
      .run(async () => {
        const found = await findExpected(typed, { date: today(), counterIds: staff!.counterIds })
        const expected = found.filter(
          ({ state, visitDate }) => visitDate === today() && state === 'reserved'
        )
        if (expected.length !== 1) return { found }
        await markArrival(expected[0].id)
        return { arrived: expected[0] }
      })
      .catch((error) => {
        if (error instanceof E_RESERVATION_MOVED_ON) return { found: [] as FoundReservation[] }
        throw error
      })
    if ('arrived' in outcome && outcome.arrived) {
      const { counterName, receptionNumber: n } = outcome.arrived
      session.flash(
        'success',
        i18n.t('reservation.staff.check_in.arrived', { counter: counterName, n })
      )
      return response.redirect().status(303).toPath(base)
    }
    return response
      .redirect()
      .status(303)
      .toPath(`${base}?q=${encodeURIComponent(typed)}`)
  }
}
