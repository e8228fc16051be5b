import db from '@adonisjs/lucid/services/db'
import type { FeedCollector, FeedRow } from '@madoguchi/module-kit'
import { readReadableCode } from '#app/exchange/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import type { reservationsFeed } from '../api.js'
import { bookerNames } from '../booker.js'
import { COLLECTS_CARD } from '../queries/procedure_types.js'

type Row = FeedRow<(typeof reservationsFeed)['columns']>

interface Fresh {
  id: string
  linkCode: string | null
  bookerId: string | null
  receptionNumber: number
  counter: string
  startsAt: Date
  settledAt: Date | null
  state: Row['state']
}

/**
 * Reservations to receive a card whose state, time or counter no file has told yet, where whoever
 * booked is known by a link code; in the order they were made, so that of two
 * bookings for a card the newer one is heard last. Of a party it is the first
 * person's.
 */
const collect: FeedCollector<Row> = async ({ everything }) => {
  const { municipalityId } = tenancy.current()
  if (everything) {
    await db.rawQuery('DELETE FROM told_reservations WHERE municipality_id = ?', [municipalityId])
  }
  const fresh = await noteFresh()
  const names = await bookerNames(
    fresh.map(({ bookerId }) => bookerId),
    await municipalities.byId(municipalityId)
  )
  return fresh.flatMap(({ bookerId, linkCode, ...visit }) => {
    const code = linkCode ?? readReadableCode(names.get(bookerId ?? '') ?? '')
    return code ? [rowOf(code, visit)] : []
  })
}

export default collect

const rowOf = (code: string, visit: Omit<Fresh, 'linkCode' | 'bookerId'>): Row => ({
  link_code: code,
  reservation: visit.id,
  reception_number: String(visit.receptionNumber),
  counter: visit.counter,
  starts_at: visit.startsAt.toISOString(),
  settled_at: visit.settledAt?.toISOString() ?? '',
  state: visit.state,
})

/** Finds and notes them in one statement: what is changed meanwhile differs from the note and comes next time. */
async function noteFresh(): Promise<Fresh[]> {
  const { rows } = await db.rawQuery(
    `WITH fresh AS (
       SELECT r.id, r.link_code, r.booker_id, r.reception_number, r.counter_id, r.starts_at, r.state,
              r.settled_at, r.reserved_at
         FROM reservations r
         LEFT JOIN told_reservations t ON t.municipality_id = :municipality AND t.reservation_id = r.id
        WHERE r.municipality_id = :municipality AND r.party_position = 1
          AND r.state IN ('reserved', 'arrived', 'no_show', 'cancelled')
          AND num_nonnulls(r.link_code, r.booker_id) > 0
          AND (${COLLECTS_CARD} OR t.reservation_id IS NOT NULL)
          AND (t.state, t.starts_at, t.counter_id) IS DISTINCT FROM (r.state, r.starts_at, r.counter_id)),
     noted AS (
       INSERT INTO told_reservations (municipality_id, reservation_id, state, starts_at, counter_id)
       SELECT :municipality, id, state, starts_at, counter_id FROM fresh
       ON CONFLICT (municipality_id, reservation_id) DO UPDATE
          SET state = excluded.state, starts_at = excluded.starts_at, counter_id = excluded.counter_id)
     SELECT f.id, f.link_code AS "linkCode", f.booker_id AS "bookerId",
            f.reception_number AS "receptionNumber", c.code AS counter, f.starts_at AS "startsAt",
            f.settled_at AS "settledAt", f.state
       FROM fresh f
       JOIN counters c ON c.municipality_id = :municipality AND c.id = f.counter_id
      ORDER BY f.reserved_at, f.id`,
    { municipality: tenancy.current().municipalityId }
  )
  return rows
}
