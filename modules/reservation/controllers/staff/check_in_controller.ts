import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { markArrival } from '../../actions/mark_arrival.js'
import { E_RESERVATION_MOVED_ON } from '../../errors.js'
import { findExpected, type FoundReservation } from '../../queries/find_expected.js'

const today = () => DateTime.now().setZone('Asia/Tokyo').toISODate()!

/** Long enough for everything that is printed or said. */
const typedIn = ({ request }: HttpContext) => String(request.input('q') ?? '').slice(0, 100)

/**
 * 受付: a number or a key is typed or scanned, Enter, and the next one
 * follows. One booking of today is marked as arrived at once; where there is
 * a choice, the page offers it. On the phone the same page finds a booking.
 * What was typed may be an アクセスキー and never stands in an address.
 */
export default class CheckInController {
  render(ctx: HttpContext) {
    return page(ctx, { typed: '', date: today(), found: [] })
  }

  async find(ctx: HttpContext) {
    const asked = DateTime.fromISO(String(ctx.request.input('date') ?? ''))
    return search(ctx, typedIn(ctx), asked.isValid ? asked.toISODate()! : today())
  }

  async execute(ctx: HttpContext) {
    const { i18n, response, session, staff, tenant } = ctx
    const typed = typedIn(ctx)
    const arrived = await tenant
      .run(async () => {
        const found = await findExpected(typed, { date: today(), counterIds: staff!.counterIds })
        const expected = found.filter(
          ({ state, visitDate }) => visitDate === today() && state === 'reserved'
        )
        if (expected.length !== 1) return undefined
        await markArrival(expected[0].id, today())
        return expected[0]
      })
      .catch((error) => {
        if (!(error instanceof E_RESERVATION_MOVED_ON)) throw error
      })
    if (!arrived) return search(ctx, typed, today())
    const { counterName, receptionNumber: n } = arrived
    session.flash(
      'success',
      i18n.t('reservation.staff.check_in.arrived', { counter: counterName, n })
    )
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/check-in`)
  }
}

/** Looks for what was typed and shows it; looking is in the audit log (R45). */
async function search(ctx: HttpContext, typed: string, date: string) {
  if (!typed) return page(ctx, { typed, date, found: [] })
  const found = await ctx.tenant.run(async () => {
    const matches = await findExpected(typed, { date, counterIds: ctx.staff!.counterIds })
    await audit.record({ action: 'reservation.find', detail: { count: matches.length } })
    return matches
  })
  return page(ctx, { typed, date, found })
}

function page(
  { tenant, view }: HttpContext,
  shown: { typed: string; date: string; found: FoundReservation[] }
) {
  return view.render('reservation::pages/staff/check_in', {
    ...shown,
    searched: shown.typed !== '',
    base: `/${tenant.municipality.slug}/staff`,
  })
}
