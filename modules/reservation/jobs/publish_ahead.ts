import { DateTime } from 'luxon'
import { municipalities, tenancy } from '#app/tenancy/main'
import { publishSchedule } from '../actions/publish_schedule.js'
import { staffCounters } from '../queries/staff_counters.js'
import { reservationSettings } from '../settings.js'

/**
 * Publishes the days ahead every night, for a municipality that does not do it
 * by hand. A counter that cannot be published holds up no other; the job says
 * at its end that it failed.
 */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  const { publish_days_ahead: days } = reservationSettings.read(municipality)
  if (days === 0) return
  const today = DateTime.now().setZone('Asia/Tokyo')
  const period = { from: today.toISODate()!, until: today.plus({ days }).toISODate()! }
  const counters = await tenancy.run(municipality, () => staffCounters(null))
  const failures: unknown[] = []
  for (const { id } of counters) {
    try {
      await publishSchedule(municipality, { ...period, counterIds: [id] })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(
      failures,
      `${failures.length} of ${counters.length} counters could not be published`
    )
  }
}
