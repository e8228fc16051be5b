import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { mailVisit } from '../actions/mail_visit.js'
import { CLOSED } from '../queries/closures.js'

/** Reminds a party of a visit, unless it was cancelled, moved or closed since the reminder was planned. */
export default async function remindVisitor(job: {
  municipalityId: number
  reservationId: string
  visitDate: string
}) {
  await tenancy.run({ id: job.municipalityId }, async () => {
    const { rows } = await db.rawQuery(
      `SELECT r.id
         FROM reservations planned
         JOIN reservations r ON r.municipality_id = planned.municipality_id AND r.party_id = planned.party_id
        WHERE planned.municipality_id = ? AND planned.id = ? AND r.state = 'reserved'
          AND r.visit_date = ?::date AND NOT ${CLOSED}
        ORDER BY r.party_position`,
      [job.municipalityId, job.reservationId, job.visitDate]
    )
    if (rows.length > 0) {
      await mailVisit(
        'reminder',
        rows.map(({ id }: { id: string }) => id)
      )
    }
  })
}
