import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { callsOfToday } from '../../queries/calls_of_today.js'
import { openCounters } from '../../queries/open_counters.js'
import { reservationSettings } from '../../settings.js'

/** The board in the waiting room: numbers and desks, nobody's name. */
export default class DisplayController {
  async handle({ params, response, tenant, view }: HttpContext) {
    if (!reservationSettings.read(tenant.municipality).display) throw new E_PAGE_NOT_FOUND()
    const today = DateTime.now().setZone('Asia/Tokyo').toISODate()!
    const { counter, calls } = await tenant.run(async () => {
      const found = (await openCounters(today)).find(({ code }) => code === params.code)
      return { counter: found, calls: found ? await callsOfToday(found.id, 6) : [] }
    })
    if (!counter) throw new E_PAGE_NOT_FOUND()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/display', { counter, calls })
  }
}
