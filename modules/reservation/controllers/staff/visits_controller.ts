import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { documents } from '#app/documents/main'
import { formatMonthDay } from '#app/ui/main'
import { dayOfSlots, type SlotOfDay } from '../../queries/day_of_slots.js'
import { staffCounters } from '../../queries/staff_counters.js'

/** ST1 来庁者一覧: one day, every counter side by side (R67). */
export default class VisitsController {
  async handle({ request, staff, tenant, view }: HttpContext) {
    const today = DateTime.now().setZone('Asia/Tokyo').toISODate()!
    const asked = DateTime.fromISO(String(request.input('date') ?? ''))
    const date = asked.isValid ? asked.toISODate()! : today
    const { counters, slots } = await tenant.run(async () => ({
      counters: await staffCounters(staff!.counterIds),
      slots: await dayOfSlots(date, staff!.counterIds),
    }))
    const base = `/${tenant.municipality.slug}/staff`
    return view.render('reservation::pages/staff/visits', {
      date,
      base,
      counters,
      pdfs: (await documents.whyUnavailable()) === null,
      rows: matrixOf(slots, counters, date, `${base}/slots`),
    })
  }
}

function matrixOf(
  slots: SlotOfDay[],
  counters: { id: string; name: string }[],
  date: string,
  base: string
) {
  const cells = new Map(slots.map((slot) => [`${slot.time} ${slot.counterId}`, slot]))
  return [...new Set(slots.map(({ time }) => time))].map((time) => ({
    time,
    cells: counters.map((counter) => {
      const slot = cells.get(`${time} ${counter.id}`)
      if (!slot) return { state: 'none' }
      const word = slot.free > 0 ? `空${slot.free}` : '満'
      return {
        state: slot.free > 0 ? 'open' : 'full',
        free: slot.free,
        href: `${base}/${slot.id}`,
        label: `${counter.name} ${formatMonthDay(date)}${time} ${word}`,
      }
    }),
  }))
}
