import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { accessKeyFor } from '../access_key.js'
import { bookByProxy } from '../actions/book_by_proxy.js'
import { callNext } from '../actions/call_next.js'
import { closeCounters } from '../actions/close_counters.js'
import { holdSlot } from '../actions/hold_slot.js'
import { keepDraft } from '../actions/keep_draft.js'
import { markArrival } from '../actions/mark_arrival.js'
import { offerMove } from '../actions/offer_move.js'
import { recordWalkIn } from '../actions/record_walk_in.js'
import { makeBookingToken } from '../booking_token.js'
import { closureParties } from '../queries/closure_parties.js'

/** One reservation at a counter of its own, and what its actions are addressed to. */
export interface Place {
  municipality: Municipality
  slug: string
  counterId: string
  /** A counter with room. */
  elsewhere: string
  slots: Record<'own' | 'next' | 'last' | 'nearest', string>
  reservation: string
  call?: string
  closure?: string
  party?: string
  /** Of a form for somebody new, open in both tabs. */
  token: string
  /** The resident's secrets: of what they hold, and of what they have booked. */
  hold: string
  booked: string
  key: string
}

type Started = Omit<Place, 'reservation'> & { staffId: string }

const MINUTES_AHEAD = 5
const DAY = 24 * 60

/** How each scene comes about; the minutes are until the reservation's time. */
export const SCENES = {
  'expected': { minutes: MINUTES_AHEAD, play: async (place: Started) => book(place) },
  'moving': {
    minutes: 7 * DAY,
    play: async (place: Started) => {
      const reservation = await book(place)
      return { reservation, ...(await closeAndOffer(place)) }
    },
  },
  'missed': {
    minutes: MINUTES_AHEAD,
    play: async (place: Started) => {
      const reservation = await book(place)
      await db.rawQuery(
        `UPDATE slots SET starts_at = now() - interval '3 hours', ends_at = now() - interval '2 hours'
          WHERE id = ?`,
        [place.slots.own]
      )
      return reservation
    },
  },
  'absent': {
    minutes: MINUTES_AHEAD,
    play: async (place: Started) => {
      const reservation = await book(place)
      await db.rawQuery(
        `UPDATE reservations SET state = 'no_show', settled_at = now() WHERE id = ?`,
        [reservation]
      )
      return reservation
    },
  },
  'arrived': { minutes: MINUTES_AHEAD, play: async (place: Started) => arrive(place) },
  'called': {
    minutes: MINUTES_AHEAD,
    play: async (place: Started) => ({
      reservation: await arrive(place),
      call: await callThem(place),
    }),
  },
  'held': { minutes: 7 * DAY, play: async (place: Started) => hold(place, 10) },
  'held too long': { minutes: 7 * DAY, play: async (place: Started) => hold(place, -1) },
  'walked in': { minutes: MINUTES_AHEAD, play: async (place: Started) => walkIn(place) },
  'walked in and called': {
    minutes: MINUTES_AHEAD,
    play: async (place: Started) => ({
      reservation: await walkIn(place),
      call: await callThem(place),
    }),
  },
}

export type SceneName = keyof typeof SCENES

/** A fresh copy of a scene: no two of them share a counter or a slot. */
export async function setScene(
  name: SceneName,
  municipality: Municipality,
  staffId: string
): Promise<Place> {
  const { minutes, play } = SCENES[name]
  return tenancy.run(municipality, async () => {
    const place = { ...(await layOut(municipality, minutes)), staffId }
    const played = await play(place)
    return { ...place, ...(typeof played === 'string' ? { reservation: played } : played) }
  })
}

/** The reservation's own slot, and three of the next days at another counter. */
async function layOut(municipality: Municipality, minutes: number) {
  const { rows: counters } = await db.rawQuery(
    `INSERT INTO counters (municipality_id, code, name)
     SELECT ?, upper(right(uuidv7()::text, 12)), '試験窓口' FROM generate_series(1, 2)
     RETURNING id`,
    [municipality.id]
  )
  const [counterId, elsewhere] = counters.map(({ id }: { id: string }) => id)
  const { rows } = await db.rawQuery(
    `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
     SELECT :municipality, counter,
            CASE WHEN minutes < ${DAY} THEN (now() AT TIME ZONE 'Asia/Tokyo')::date
                 ELSE (begins AT TIME ZONE 'Asia/Tokyo')::date END,
            begins, begins + interval '30 minutes', 3
       FROM (VALUES (:own::uuid, :minutes::int, 1), (:other::uuid, ${7 * DAY + 60}, 2),
                    (:other::uuid, ${9 * DAY}, 3), (:other::uuid, ${10 * DAY}, 4))
            AS wanted (counter, minutes, place)
      CROSS JOIN LATERAL (SELECT now() + make_interval(mins => minutes) AS begins) AS b
      ORDER BY place
     RETURNING id`,
    { municipality: municipality.id, own: counterId, other: elsewhere, minutes }
  )
  const [own, nearest, next, last] = rows.map(({ id }: { id: string }) => id)
  const booked = makeBookingToken()
  return {
    ...{ municipality, slug: municipality.slug, counterId, elsewhere },
    ...{ slots: { own, nearest, next, last }, token: makeBookingToken(), hold: makeBookingToken() },
    ...{ booked, key: accessKeyFor(booked) },
  }
}

async function book({ booked, slots, staffId }: Started): Promise<string> {
  return (await bookByProxy({ slotId: slots.own, token: booked, values: {}, staffId })).id
}

/** A resident's form, filled in and not yet confirmed. */
async function hold({ counterId, hold: token, slots }: Started, minutes: number): Promise<string> {
  await holdSlot({ slotId: slots.own, token, minutes })
  await keepDraft(token, { values: { old_card: 'no' } })
  const { rows } = await db.rawQuery('SELECT id FROM reservations WHERE counter_id = ?', [
    counterId,
  ])
  return rows[0].id
}

async function arrive(place: Started): Promise<string> {
  const id = await book(place)
  await markArrival(id)
  return id
}

function walkIn({ counterId, staffId }: Started): Promise<string> {
  const token = makeBookingToken()
  return recordWalkIn({ counterId, staffId, token, procedureTypeId: null, answers: {} })
}

async function callThem({ counterId, staffId }: Started): Promise<string> {
  await callNext({ counterId, desk: '1', staffId })
  const { rows } = await db.rawQuery('SELECT id FROM calls WHERE counter_id = ?', [counterId])
  return rows[0].id
}

async function closeAndOffer({ counterId, elsewhere, municipality, slots, staffId }: Started) {
  const { rows } = await db.rawQuery('SELECT visit_date::text AS day FROM slots WHERE id = ?', [
    slots.own,
  ])
  const [from, until] = [rows[0].day, rows[0].day]
  const closure = await closeCounters({ counterId, from, until, reason: '停電', staffId })
  const [{ partyId: party }] = await closureParties(closure, ['open'])
  await offerMove(municipality, closure, party, { counterIds: [elsewhere], hours: 24 })
  return { closure, party }
}

/** Everything that can be counted twice or got wrong, in words that are the same for every copy of a scene. */
export async function outcomeOf(
  { municipality, counterId, elsewhere, reservation, slots }: Place,
  heard: { name: string; reservationId: string }[]
) {
  const known = (column: string) => `${column} IN (
    SELECT id FROM reservations WHERE counter_id IN (:counterId, :elsewhere))`
  const { facts, audits, ids } = await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT r.state, r.answers, r.reception_number AS number, r.issued_numbers AS numbers, r.handling,
              r.settled_at IS NOT NULL AS settled,
              CASE r.slot_id WHEN :own THEN 'own' WHEN :nearest THEN 'nearest'
                             WHEN :next THEN 'next' WHEN :last THEN 'last' END AS slot,
              (SELECT jsonb_agg(jsonb_build_array(taken, capacity) ORDER BY visit_date, starts_at)
                 FROM slots WHERE id IN (:own, :nearest, :next, :last)) AS seats,
              (SELECT jsonb_agg(jsonb_build_array(reception_number, desk) ORDER BY reception_number)
                 FROM calls WHERE ${known('reservation_id')}) AS calls,
              (SELECT jsonb_agg(jsonb_build_array(state, reception_number) ORDER BY reception_number)
                 FROM reservations WHERE counter_id IN (:counterId, :elsewhere)
                  AND id <> :reservation) AS others,
              (SELECT array_agg(id) FROM reservations
                WHERE counter_id IN (:counterId, :elsewhere)) AS ids
         FROM reservations r WHERE r.id = :reservation`,
      { ...slots, counterId, elsewhere, reservation }
    )
    const { ids: found, ...rest } = rows[0]
    const { rows: entries } = await db.rawQuery(
      `SELECT action, result, count(*)::int AS n FROM audit_entries
        WHERE municipality_id = :municipality AND subject_type = 'reservation'
          AND subject_id = ANY (:ids::text[])
        GROUP BY 1, 2 ORDER BY 1, 2`,
      { municipality: municipality.id, ids: found } as any
    )
    return { facts: rest, audits: entries, ids: found as string[] }
  })
  const events = heard.filter(({ reservationId }) => ids.includes(reservationId))
  return { ...facts, audits, events: events.map(({ name }) => name).sort() }
}
