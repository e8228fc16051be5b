import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { listVisits } from '../queries/list_visits.js'
import { staffCounters } from '../queries/staff_counters.js'
import { inShelfOrder } from '../shelf_order.js'

/**
 * What the paper of a day says of one counter, for a day without computers;
 * who took it is noted.
 *
 * @param counterIds the counters the person works at, null for all
 * @throws E_PAGE_NOT_FOUND for another counter
 */
export async function printDaySheet(date: string, counterId: string, counterIds: string[] | null) {
  const counter = (await staffCounters(counterIds)).find(({ id }) => id === counterId)
  if (!counter) throw new E_PAGE_NOT_FOUND()
  const { visits, knowsShelves } = await inShelfOrder(
    await listVisits(
      { from: date, until: date, counterIds: [counterId] },
      { states: ['reserved', 'arrived', 'no_show'], parties: true }
    )
  )
  await audit.record({
    action: 'reservation.print_day_sheet',
    subject: { type: 'counter', id: counterId },
    detail: { from: date, count: visits.length },
  })
  return { counter, visits, knowsShelves }
}
