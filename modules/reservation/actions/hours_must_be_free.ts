import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_HOURS_OVERLAP } from '../errors.js'
import type { OpeningHours } from './add_opening_hours.js'

/**
 * One change of hours at a time, so that they still do not overlap at the
 * commit.
 *
 * @param except the row that is being changed
 * @throws E_HOURS_OVERLAP when it is open then already
 */
export async function hoursMustBeFree(
  counterId: string | null,
  hours: OpeningHours,
  except: string | null = null
) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('opening hours'), ?)", [municipalityId])
  const { rows } = await db.rawQuery(
    `SELECT 1 FROM opening_hours
      WHERE municipality_id = :municipality AND counter_id IS NOT DISTINCT FROM :counter::uuid
        AND id IS DISTINCT FROM :except::uuid
        AND weekday = ANY (:weekdays::smallint[]) AND opens < :closes::time AND closes > :opens::time
        AND coalesce(valid_from, '-infinity') <= coalesce(:validUntil::date, 'infinity')
        AND coalesce(valid_until, 'infinity') >= coalesce(:validFrom::date, '-infinity')
      LIMIT 1`,
    { ...hours, municipality: municipalityId, counter: counterId, except } as any
  )
  if (rows.length > 0) throw new E_HOURS_OVERLAP()
}
