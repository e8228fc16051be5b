import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { hoursMustBeFree } from './hours_must_be_free.js'

export interface OpeningHours {
  /** ISO: 1 Monday … 7 Sunday. */
  weekdays: number[]
  /** Clock times, `08:30`. */
  opens: string
  closes: string
  unit: number
  capacity: number
  /** Where the capacity was said as desks and what each takes at a time. */
  desks: number | null
  perDesk: number | null
  /** ISO dates; null for no limit. */
  validFrom: string | null
  validUntil: string | null
}

/**
 * Adds opening hours to a counter's week, or to the municipality's (R39–R41,
 * R123). They are in force once they are published.
 *
 * @param counterId null for the municipality's own
 * @throws E_HOURS_OVERLAP when it is open then already
 */
export async function addOpeningHours(counterId: string | null, hours: OpeningHours) {
  const { municipalityId } = tenancy.current()
  const values = {
    municipality: municipalityId,
    counter: counterId,
    ...hours,
  } as any
  await hoursMustBeFree(counterId, hours)
  await db.rawQuery(
    `INSERT INTO opening_hours
       (municipality_id, counter_id, weekday, opens, closes, unit_minutes, capacity, desks, per_desk,
        valid_from, valid_until)
     SELECT :municipality, :counter::uuid, unnest(:weekdays::smallint[]), :opens::time, :closes::time,
            :unit::smallint, :capacity::smallint, :desks::smallint, :perDesk::smallint,
            :validFrom::date, :validUntil::date`,
    values
  )
  await audit.record({
    action: 'reservation.add_opening_hours',
    subject: counterId ? { type: 'counter', id: counterId } : undefined,
    detail: { ...hours },
  })
}
