import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { installEar } from './ear.js'

export const HEARD = 'test.heard_no_show'

/**
 * A listener that notes in the database what it hears, so that it can be read
 * by another process. It waits for whoever holds the lock of a 受付番号.
 */
export function hearNoShows() {
  return installEar(async (name, { receptionNumber, reservationId }, municipalityId) => {
    if (name !== 'reservation.not_come') return
    await tenancy.run({ id: municipalityId }, async () => {
      await db.rawQuery('SELECT pg_advisory_xact_lock(?, ?)', [municipalityId, receptionNumber])
      await audit.record({
        action: HEARD,
        subject: { type: 'reservation', id: reservationId },
        detail: { receptionNumber },
      })
    })
  })
}
