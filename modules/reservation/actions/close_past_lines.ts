import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Lets go of those who waited for a day that has passed, and of where to write to them. */
export async function closePastLines() {
  await db.rawQuery(
    `UPDATE waitlist_entries SET state = 'closed', sealed_address = NULL, settled_at = now()
      WHERE municipality_id = ? AND state = 'waiting'
        AND visit_date < (now() AT TIME ZONE 'Asia/Tokyo')::date`,
    [tenancy.current().municipalityId]
  )
}
