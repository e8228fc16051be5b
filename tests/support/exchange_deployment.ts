import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { exchangeByFolder } from '#app/exchange/actions/exchange_by_folder'
import { makeKeys } from '#app/exchange/actions/make_keys'
import { trustPartner } from '#app/exchange/actions/trust_partner'
import { fileName } from '#app/exchange/file_name'
import { ownKey } from '#app/exchange/queries/exchange_keys'
import { feedStates } from '#app/exchange/queries/feed_states'
import { municipalities, provisionMunicipality, tenancy } from '#app/tenancy/main'
import { makeCards, recordAll } from '#modules/card-progress/tests/support'
import { confirmReservation } from '#modules/reservation/actions/confirm_reservation'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { keepDraft } from '#modules/reservation/actions/keep_draft'
import { createCounter, createSlots, switchModule } from './municipality.js'
import { cancelReservation, changeReservation, markArrival } from './together.js'

/** What a deployment of the simulated week is told to do, one after another; each of these is one message. */
let town: Awaited<ReturnType<typeof municipalities.byId>>
const slots: Record<string, string[]> = {}
const counters: Record<string, string> = {}

const inTown = <Result>(work: () => Promise<Result>) => tenancy.run(town, work)
const query = (sql: string, values: unknown[] = []) =>
  inTown(async () => (await db.rawQuery(sql, values as any[])).rows as any[])

/** The same municipality on both sides: code and counters are what they agree on. */
export async function found({ module, counterCodes }: { module: string; counterCodes: string[] }) {
  const id = await provisionMunicipality({
    ...{ code: '131016', slug: 'chiyoda', name: '千代田区', nameKana: 'チヨダク' },
  })
  await switchModule(id, module, true)
  town = await municipalities.byId(id)
  for (const code of counterCodes) {
    const counter = await createCounter(town, { code, name: `窓口${code}` })
    counters[code] = counter.id
    if (module === 'reservation') {
      slots[code] = await createSlots(town, counter, { count: 8, capacity: 200 })
    }
  }
  await inTown(() => makeKeys({ instead: null }))
  return inTown(async () => {
    const { publicKey, fingerprint } = (await ownKey())!
    return { publicKey, fingerprint }
  })
}

export const trust = (key: { publicKey: string; fingerprint: string }) =>
  inTown(() => trustPartner(key))

export const exchange = ({ root, now }: { root: string; now: number }) =>
  exchangeByFolder(root, town, now)

/** Files from a number on, put out once more: what staff do when the other side asks for them. */
export async function writeAgain({ feed, from, out }: { feed: string; from: number; out: string }) {
  const files = await query(
    `SELECT f.number, f.content, s.feed, s.started_at AS "seriesStartedAt"
       FROM exchange_files f JOIN exchange_series s ON s.id = f.series_id AND s.direction = f.direction
      WHERE f.direction = 'out' AND s.feed = ? AND s.ended_at IS NULL AND f.number >= ?`,
    [feed, from]
  )
  for (const file of files) await writeFile(join(out, fileName(town.code, file)), file.content)
}

export const states = () => inTown(() => feedStates(town))

/** Cards that have come. */
export async function receiveCards({ counter, count }: { counter: string; count: number }) {
  const cards = await makeCards(town, counters[counter], count)
  for (const { id } of cards) await recordAll(town, id, 'ARRIVE')
  return cards
}

export const record = ({ id, codes }: { id: string; codes: any[] }) => recordAll(town, id, ...codes)

/** A resident books with a link code. @returns the reservation's id, or the code of the refusal */
export async function book(input: {
  counter: string
  slot: number
  linkCode: string
  values?: object
}) {
  const { counter, slot, linkCode, values = { old_card: 'no' } } = input
  const token = crypto.randomUUID()
  try {
    await inTown(async () => {
      await holdSlot({ slotId: slots[counter][slot], token, minutes: 10 })
      await keepDraft(token, { values: values as any, linkCode })
    })
    await inTown(() => confirmReservation(token))
  } catch (error) {
    return { refused: (error as { code?: string }).code ?? String(error) }
  }
  const [made] = await query(
    "SELECT id FROM reservations WHERE link_code = ? AND state = 'reserved' ORDER BY reserved_at DESC",
    [linkCode]
  )
  return { id: made.id as string }
}

/** @returns the code of the refusal where the card is not there then */
export async function change(input: { id: string; counter: string; slot: number }) {
  const toSlotId = slots[input.counter][input.slot]
  try {
    await inTown(() => changeReservation({ id: input.id, toSlotId }))
  } catch (error) {
    return (error as { code?: string }).code
  }
}
export const cancel = ({ id }: { id: string }) =>
  inTown(async () => void (await cancelReservation({ id })))
export const arrive = ({ id }: { id: string }) => inTown(async () => void (await markArrival(id)))
/** What the night marks. */
export const stayAway = ({ id }: { id: string }) =>
  inTown(async () => {
    await db.rawQuery(
      "UPDATE reservations SET state = 'no_show', settled_at = now() WHERE id = ?",
      [id]
    )
  })

/** How the cloud's reservations stand, and what it believes of the cards. */
export const cloudFacts = async () => ({
  reservations: await query(
    `SELECT r.id, r.link_code AS code, r.state, r.starts_at AS at FROM reservations r
      WHERE r.link_code IS NOT NULL ORDER BY r.reserved_at`
  ),
  open: await query(
    `SELECT w.link_code AS code, c.code AS counter FROM received_windows w
       JOIN counters c ON c.id = w.counter_id ORDER BY 1`
  ),
})

/** What the office believes of reservations, and how the cards stand. */
export const officeFacts = async () => ({
  told: await query(
    `SELECT DISTINCT ON (s.reservation_id) s.reservation_id AS id, s.code, s.visit_at AS at
       FROM visit_steps s ORDER BY s.reservation_id, s.round DESC, s.code = 'RESERVE'`
  ),
  open: await query(
    `SELECT c.link_code AS code, k.code AS counter FROM card_cases c
       JOIN counters k ON k.id = coalesce(c.in_transit_to, c.counter_id)
      WHERE c.status NOT IN ('ISSUE', 'VOID', 'DISPOSE', 'REISSUE', 'LOST', 'NONE') ORDER BY 1`
  ),
  cards: await query(
    `SELECT c.id, c.status,
            EXISTS (SELECT FROM progress_events e WHERE e.case_id = c.id AND e.code = 'ISSUE') AS "handedOver",
            (SELECT coalesce(jsonb_agg(s), '[]') FROM visit_steps s WHERE s.case_id = c.id) AS steps
       FROM card_cases c`
  ),
  happened: (
    await query(
      `SELECT code FROM progress_events UNION SELECT known FROM visit_steps WHERE known IS NOT NULL`
    )
  ).map(({ code }) => code),
  statuses: await query('SELECT status, count(*)::int AS n FROM card_cases GROUP BY 1 ORDER BY 1'),
})
