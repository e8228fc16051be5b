import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { mailVisit } from '../actions/mail_visit.js'

/** Reminds a party of a visit, unless it was cancelled or moved since the reminder was planned. */
export default async function remindVisitor(job: {
  municipalityId: number
  reservationId: string
  visitDate: string
}) {
  await tenancy.run({ id: job.municipalityId }, async () => {
    const { rows } = await db.rawQuery(
      `SELECT p.id
         FROM reservations r
         JOIN reservations p ON p.municipality_id = r.municipality_id AND p.party_id = r.party_id
        WHERE r.municipality_id = ? AND r.id = ? AND p.state = 'reserved'
          AND p.visit_date = ?::date
        ORDER BY p.party_position`,
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
