import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Takes the call of somebody away who is not there after all: whoever comes later under that number is called anew. */
export async function takeBackCall(reservationId: string) {
  await db.rawQuery('DELETE FROM calls WHERE municipality_id = ? AND reservation_id = ?', [
    tenancy.current().municipalityId,
    reservationId,
  ])
}
