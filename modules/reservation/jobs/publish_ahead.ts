import { DateTime } from 'luxon'
import { municipalities } from '#app/tenancy/main'
import { publishSchedule } from '../actions/publish_schedule.js'
import { reservationSettings } from '../settings.js'

/** Publishes the days ahead every night, for a municipality that does not do it by hand. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  const { publish_days_ahead: days } = reservationSettings.read(municipality)
  if (days === 0) return
  const today = DateTime.now().setZone('Asia/Tokyo')
  await publishSchedule(municipality, {
    from: today.toISODate()!,
    until: today.plus({ days }).toISODate()!,
  })
}
