import db from '@adonisjs/lucid/services/db'
import { idsOf, uuidsOf, type PersonEraser } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { anonymiseReservations } from './anonymise_reservations.js'

interface Counted {
  named: number
  coming: number
  waiting: number
  windows: number
}

/** Makes somebody's reservations anonymous, takes them out of the lines they waited in, and forgets where their link codes may be booked. */
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
                WHERE municipality_id = :municipality AND id = ANY (:entries::uuid[])) AS waiting,
              (SELECT count(*)::int FROM received_windows
                WHERE municipality_id = :municipality AND link_code = ANY (:codes::text[])) AS windows`,
      {
        municipality: tenancy.current().municipalityId,
        ids: uuidsOf(keys, 'reservation'),
        entries: uuidsOf(keys, 'waitlist_entry'),
        codes: idsOf(keys, 'link_code'),
      } as any
    )
    const { named, coming, waiting, windows }: Counted = rows[0]
    const say = (what: string, n: number) =>
      i18n.t(`reservation.staff.privacy.erase.${what}`, { n })
    return {
      goes: [
        ...(named > 0 ? [say('named', named)] : []),
        ...(waiting > 0 ? [say('waiting', waiting)] : []),
        ...(windows > 0 ? [say('windows', windows)] : []),
      ],
      stays: named > 0 ? [say('stays', named)] : [],
      hindrances: coming > 0 ? [say('coming', coming)] : [],
    }
  },

  async erase(keys) {
    const anonymised = await anonymiseReservations(uuidsOf(keys, 'reservation'))
    const { rowCount: waiting } = await forget(
      'DELETE FROM waitlist_entries WHERE municipality_id = ? AND id = ANY (?::uuid[])',
      uuidsOf(keys, 'waitlist_entry')
    )
    const { rowCount: windows } = await forget(
      'DELETE FROM received_windows WHERE municipality_id = ? AND link_code = ANY (?::text[])',
      idsOf(keys, 'link_code')
    )
    return anonymised + waiting + windows
  },
}

const forget = (sql: string, ids: string[]): Promise<{ rowCount: number }> =>
  db.rawQuery(sql, [tenancy.current().municipalityId, ids] as any[])

export default personEraser
