import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { CLOSED } from '../queries/closures.js'

/**
 * Forgets the address of whoever has come, has not come, or comes no more:
 * nothing is left to write about, except to those a closure kept from coming.
 */
export async function eraseContacts() {
  await db.rawQuery(
    `UPDATE reservations r SET contact = NULL
      WHERE municipality_id = ? AND contact IS NOT NULL
        AND (state <> 'reserved'
             OR (visit_date < (now() AT TIME ZONE 'Asia/Tokyo')::date AND NOT ${CLOSED}))`,
    [tenancy.current().municipalityId]
  )
}
