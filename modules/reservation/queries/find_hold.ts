import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { openDraft, type Draft } from '../draft.js'
import type { ReservationState } from '../reservation_state.js'

export interface HoldFacts {
  reservationId: string
  state: ReservationState
  holdExpiresAt: Date | null
  receptionNumber: number | null
  /** Whether it was confirmed so lately that its page may show the key again. */
  justReserved: boolean
  /** What was filled in so far. */
  draft: Draft | null
  counterName: string
  counterAddress: string | null
  counterDirections: string | null
  /** What the visit is for, by language; null where the municipality asks nobody. */
  procedureNames: Record<string, string> | null
  /** Whether it is for receiving a card. */
  collectsCard: boolean
  startsAt: Date
  endsAt: Date
  /** Everybody who comes, the first one included. */
  party: { receptionNumber: number | null; startsAt: Date }[]
}

/** For how long after confirming the completion page can be loaded again. */
const SHOWN_AGAIN_FOR = '30 minutes'

/** The hold, or the reservation it became, that belongs to a resident's token; of a party the first person's. */
export async function findHold(token: string): Promise<HoldFacts | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT r.id AS "reservationId", r.state, r.draft,
            r.hold_expires_at AS "holdExpiresAt", r.reception_number AS "receptionNumber",
            r.reserved_at > now() - interval '${SHOWN_AGAIN_FOR}' AS "justReserved",
            c.name AS "counterName", c.address AS "counterAddress",
            c.directions AS "counterDirections", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
            t.names AS "procedureNames", coalesce(t.collects_card, true) AS "collectsCard"
       FROM reservations r
       JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
      WHERE r.municipality_id = ? AND r.hold_token_hash = ?
      ORDER BY r.party_position`,
    [tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  const [first] = rows as (Omit<HoldFacts, 'draft' | 'party'> & { draft: string | null })[]
  return (
    first && {
      ...first,
      draft: openDraft(first.draft),
      party: rows.map(({ receptionNumber, startsAt }: HoldFacts) => ({
        receptionNumber,
        startsAt,
      })),
    }
  )
}

/** Whether the hold has become a reservation. */
export const isConfirmed = ({ state }: HoldFacts) => state !== 'held' && state !== 'lapsed'
