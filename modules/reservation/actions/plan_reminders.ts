import { randomInt } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { enqueue } from '#app/jobs/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { CLOSED } from '../queries/closures.js'
import { reservationSettings } from '../settings.js'

/**
 * Plans the reminders that are due today (R127): once the municipality's hour
 * has come, each at a moment of its own within the minutes it is spread over,
 * because a thousand mails at nine o'clock sharp are what mail servers refuse.
 * Run late it plans what is left of the day; run twice it plans nothing twice.
 *
 * @returns how many were planned
 */
export async function planReminders(municipality: Municipality, now: DateTime = DateTime.now()) {
  const rules = reservationSettings.read(municipality)
  const today = now.setZone('Asia/Tokyo').startOf('day')
  const due = today.plus({ hours: rules.reminder_hour })
  if (now < due) return 0
  const wanted = new Set([rules.first_reminder_days, rules.second_reminder_days])
  wanted.delete(0)

  let planned = 0
  for (const days of wanted) {
    const visitDate = today.plus({ days }).toISODate()!
    for (const id of await claimReminders(visitDate, days, due)) {
      const spread = randomInt(rules.reminder_spread_minutes * 60 + 1)
      await enqueue(
        'reservation.remind_visitor',
        { reservationId: id, visitDate },
        { after: now.plus({ seconds: spread }).toJSDate() }
      )
      planned++
    }
  }
  return planned
}

/** Whoever booked after today's hour knows of it anyway, and nobody is sent where it is closed. Of a party the first who still comes is written to. */
async function claimReminders(visitDate: string, days: number, due: DateTime): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `INSERT INTO reservation_reminders (municipality_id, reservation_id, visit_date, days_before)
     SELECT DISTINCT ON (r.party_id) r.municipality_id, r.id, r.visit_date, ?::smallint
       FROM reservations r
      WHERE r.municipality_id = ? AND r.visit_date = ?::date AND r.state = 'reserved'
        AND r.contact IS NOT NULL AND r.reserved_at < ?::timestamptz AND NOT ${CLOSED}
      ORDER BY r.party_id, r.party_position
     ON CONFLICT DO NOTHING
     RETURNING reservation_id AS id`,
    [days, tenancy.current().municipalityId, visitDate, due.toISO()!]
  )
  return rows.map(({ id }: { id: string }) => id)
}
