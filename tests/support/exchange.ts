import db from '@adonisjs/lucid/services/db'
import { makeKeys } from '#app/exchange/actions/make_keys'
import { readFiles } from '#app/exchange/actions/read_files'
import { sendFeed } from '#app/exchange/actions/send_feed'
import { takeFiles, type Taken } from '#app/exchange/actions/take_files'
import { trustPartner } from '#app/exchange/actions/trust_partner'
import { sentFeedsOf } from '#app/exchange/feeds'
import { keyedHash } from '#app/exchange/main'
import { ownKey } from '#app/exchange/queries/exchange_keys'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { confirmReservation } from '#modules/reservation/actions/confirm_reservation'
import { holdSlot } from '#modules/reservation/actions/hold_slot'
import { keepDraft } from '#modules/reservation/actions/keep_draft'
import type { Draft } from '#modules/reservation/draft'
import { createCounter, createMunicipality, createStaff } from './municipality.js'

export interface Side {
  municipality: Municipality
  counter: { id: string }
  staff: Awaited<ReturnType<typeof createStaff>>
}

/** Whose both sides are. */
const CODE = '131016'

/** One side of a municipality: in this database it stands under another number, on its files under the same. */
async function side(module: string): Promise<Side> {
  const municipality = await createMunicipality({ modules: [module] })
  const counter = await createCounter(municipality, { code: 'HONCHO', name: '本庁窓口' })
  const staff = await createStaff(municipality, 'system_administrator')
  return { municipality: { ...municipality, code: CODE }, counter, staff }
}

/** The cloud with reservations, the office with cards, and each other's keys. */
export async function twoSides(): Promise<{ cloud: Side; office: Side }> {
  const [cloud, office] = [await side('reservation'), await side('card-progress')]
  for (const one of [cloud, office]) {
    await tenancy.run(one.municipality, () => makeKeys({ instead: null }))
  }
  await trust(cloud, office)
  await trust(office, cloud)
  return { cloud, office }
}

export async function trust(one: Side, other: Side) {
  const key = (await tenancy.run(other.municipality, ownKey))!
  await tenancy.run(one.municipality, () => trustPartner(key))
}

/** @returns the next file of what the side sends; undefined where there is nothing to tell */
export async function send(one: Side): Promise<Buffer | undefined> {
  return (await sendAll(one))[0]
}

/** @returns the next files of what the side sends */
export async function sendAll(
  { municipality }: Side,
  options: { now?: number; most?: number } = {}
): Promise<Buffer[]> {
  const [feed] = sentFeedsOf(municipality)
  return tenancy.run(municipality, async () => {
    const ids = await sendFeed(feed, municipality, options)
    const { rows } = await db.rawQuery(
      'SELECT content FROM exchange_files WHERE id = ANY (?::uuid[]) ORDER BY number',
      [ids] as any[]
    )
    return rows.map(({ content }: { content: string }) => Buffer.from(content))
  })
}

/** Takes files in and reads them. @returns what became of each: `taken`, `again`, or why it was refused */
export async function receive({ municipality }: Side, ...files: Buffer[]): Promise<string[]> {
  const named = files.map((bytes, i) => ({ name: `${i}`, bytes }))
  const taken = await takeFiles(named, municipality)
  await readFiles(municipality)
  return taken.sort((a, b) => Number(a.name) - Number(b.name)).map(outcome)
}

const outcome = ({ received, refused }: Taken) =>
  refused ? refused.because : received!.again ? 'again' : 'taken'

/**
 * A resident books with a link code.
 *
 * @param draft what else they fill in
 * @returns the reservation's id, or the code of the refusal
 */
export async function book(
  { municipality }: Side,
  slotId: string,
  linkCode: string,
  draft: Partial<Draft> = {}
): Promise<string> {
  const token = crypto.randomUUID()
  try {
    await tenancy.run(municipality, async () => {
      await holdSlot({ slotId, token, minutes: 10 })
      await keepDraft(token, { values: { old_card: 'no' }, linkCode, ...draft })
    })
    await tenancy.run(municipality, () => confirmReservation(token))
  } catch (error) {
    return (error as { code: string }).code
  }
  const { rows } = await tenancy.run(municipality, () =>
    db.rawQuery('SELECT id FROM reservations WHERE hold_token_hash = ?', [
      keyedHash('hold token', token),
    ] as any[])
  )
  return rows[0].id
}

/** A file that was taken in, in whatever town. @returns its id */
export async function createExchangeFile(municipality: { id: number }): Promise<string> {
  return tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `WITH series AS (
         INSERT INTO exchange_series (municipality_id, direction, id, feed, because, started_at, last_number)
         VALUES (:municipality, 'in', gen_random_uuid(), 'cards', 'first', now(), 1)
         RETURNING municipality_id, direction, id)
       INSERT INTO exchange_files (municipality_id, direction, series_id, number, row_count, sha256, made_at,
                                   content, state, read_at)
       SELECT municipality_id, direction, id, 1, 0, repeat('0', 64), now(), '', 'read', now() FROM series
       RETURNING id`,
      { municipality: municipality.id }
    )
    return rows[0].id
  })
}
