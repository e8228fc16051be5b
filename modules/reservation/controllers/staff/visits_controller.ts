import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { documents } from '#app/documents/main'
import { dayMatrix } from '../../day_matrix.js'
import { dayOfSlots } from '../../queries/day_of_slots.js'
import { countListed, listReservations } from '../../queries/list_reservations.js'
import { staffCounters } from '../../queries/staff_counters.js'

/** How many the page lists; the day's list has them all. */
const MOST_WALK_INS = 200

/** ST1 来庁者一覧: one day, every counter side by side (R67). */
export default class VisitsController {
  async handle({ request, staff, tenant, view }: HttpContext) {
    const today = DateTime.now().setZone('Asia/Tokyo').toISODate()!
    const asked = DateTime.fromISO(String(request.input('date') ?? ''))
    const date = asked.isValid ? asked.toISODate()! : today
    const { counters, slots, walkIns, walkInsInAll } = await tenant.run(async () => ({
      counters: await staffCounters(staff!.counterIds),
      slots: await dayOfSlots(date, staff!.counterIds),
      walkIns: await listReservations(walkInsOf(date), {
        counterIds: staff!.counterIds,
        limit: MOST_WALK_INS,
      }),
      walkInsInAll: await countListed(walkInsOf(date), staff!.counterIds),
    }))
    const base = `/${tenant.municipality.slug}/staff`
    return view.render('reservation::pages/staff/visits', {
      date,
      base,
      counters,
      walkIns,
      walkInsInAll,
      isToday: date === today,
      pdfs: (await documents.whyUnavailable()) === null,
      rows: dayMatrix(slots, counters, date, (slotId) => `${base}/slots/${slotId}`),
    })
  }
}

const walkInsOf = (date: string) => ({ from: date, until: date, how: 'walk_in' as const })
