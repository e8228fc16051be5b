import db from '@adonisjs/lucid/services/db'
import { uuidsOf, type PersonEraser } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { anonymiseReservations } from './anonymise_reservations.js'

interface Counted {
  named: number
  coming: number
  waiting: number
}

/** Makes somebody's reservations anonymous and takes them out of the lines they waited in. */
const personEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const { rows } = await db.rawQuery(
      `SELECT (SELECT count(*)::int FROM reservations
                WHERE municipality_id = :municipality AND id = ANY (:ids::uuid[])
                  AND anonymised_at IS NULL) AS named,
              (SELECT count(*)::int FROM reservations
                WHERE municipality_id = :municipality AND id = ANY (:ids::uuid[])
                  AND state IN ('held', 'reserved')
                  AND visit_date >= (now() AT TIME ZONE 'Asia/Tokyo')::date) AS coming,
              (SELECT count(*)::int FROM waitlist_entries
                WHERE municipality_id = :municipality AND id = ANY (:entries::uuid[])) AS waiting`,
      {
        municipality: tenancy.current().municipalityId,
        ids: uuidsOf(keys, 'reservation'),
        entries: uuidsOf(keys, 'waitlist_entry'),
      } as any
    )
    const { named, coming, waiting }: Counted = rows[0]
    const say = (what: string, n: number) =>
      i18n.t(`reservation.staff.privacy.erase.${what}`, { n })
    return {
      goes: [
        ...(named > 0 ? [say('named', named)] : []),
        ...(waiting > 0 ? [say('waiting', waiting)] : []),
      ],
      stays: named > 0 ? [say('stays', named)] : [],
      hindrances: coming > 0 ? [say('coming', coming)] : [],
    }
  },

  async erase(keys) {
    const anonymised = await anonymiseReservations(uuidsOf(keys, 'reservation'))
    const { rowCount } = (await db.rawQuery(
      'DELETE FROM waitlist_entries WHERE municipality_id = ? AND id = ANY (?::uuid[])',
      [tenancy.current().municipalityId, uuidsOf(keys, 'waitlist_entry')] as any[]
    )) as { rowCount: number }
    return anonymised + rowCount
  },
}

export default personEraser
