import { setImmediate } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { keyRing, type KeyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { E_RESIDENT_CHANGED, E_RESIDENT_NUMBER_TAKEN } from '../errors.js'
import { numberKey, type Resident, type ResidentState } from '../resident.js'
import { placeIn } from '../places.js'
import { sealPerson } from '../sealed_person.js'
import { NO_TOKENS, tokenMaker, tokensOf, type ResidentTokens } from '../search_tokens.js'
import { forgetGrams, writeGrams } from './index_grams.js'

export interface ResidentToStore {
  /** As stored now; left out for somebody new. */
  before?: Resident
  number: string
  values: FieldValues
  /** As before, or 利用中, when left out. */
  state?: ResidentState
}

/** How many go into one statement: enough to be quick, few enough for one message to the database. */
const AT_ONCE = 5_000

/** After how many others get their turn: encrypting them all would hold up a whole server. */
const IN_ONE_GO = 100

/** One row ready to be written. */
interface Row {
  id: string
  number: string
  key: string
  state: ResidentState
  sealed: string
  tokens: ResidentTokens
  place: number | null
  before?: Resident
}

/**
 * Stores residents, one or a hundred thousand, new and known ones together:
 * the only place that writes what is encrypted and what finds it, so that the
 * two never part. All or none.
 *
 * @returns their ids, in order
 * @throws E_RESIDENT_NUMBER_TAKEN · E_RESIDENT_CHANGED; the scope's transaction is lost then
 */
export async function storeResidents(
  residents: ResidentToStore[],
  ring: KeyRing = keyRing
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < residents.length; from += AT_ONCE) {
    const rows = await prepare(residents.slice(from, from + AT_ONCE), ring)
    await forgetGrams(
      rows.flatMap(({ before }) => before ?? []),
      ring
    )
    await insert(
      rows.filter(({ before }) => !before),
      ring
    )
    await update(
      rows.filter(({ before }) => before),
      ring
    )
    await writeGrams(rows)
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

async function prepare(residents: ResidentToStore[], ring: KeyRing): Promise<Row[]> {
  const token = tokenMaker(tenancy.current().municipalityId, ring)
  /** Made by the database, so that they grow with time and rows lie in order. */
  const { rows: fresh } = await db.rawQuery(
    `SELECT uuidv7()::text AS id, b.batch
       FROM (SELECT nextval('resident_batches')::int AS batch) AS b
      CROSS JOIN generate_series(0, ?)`,
    [residents.filter(({ before }) => !before).length]
  )
  const [{ batch }] = fresh
  const rows: Row[] = []
  let used = 0
  for (const { before, number, values, state = before?.state ?? 'active' } of residents) {
    const id = before?.id ?? fresh[used++].id
    const found = state !== 'deregistered'
    rows.push({
      ...{ id, number, state, before, key: numberKey(number) },
      sealed: sealPerson(id, values, ring),
      tokens: found ? tokensOf(values, token) : NO_TOKENS,
      place: found ? placeIn(batch, rows.length) : null,
    })
    if (rows.length % IN_ONE_GO === 0) await setImmediate()
  }
  return rows
}

const columnsOf = (rows: Row[]) => [
  rows.map(({ id }) => id),
  rows.map(({ number }) => number),
  rows.map(({ key }) => key),
  rows.map(({ state }) => state),
  rows.map(({ sealed }) => sealed),
  rows.map(({ tokens }) => tokens.birth),
  rows.map(({ tokens }) => tokens.postal),
  rows.map(({ tokens }) => tokens.phone),
  rows.map(({ tokens }) => tokens.email),
  rows.map(({ place }) => place),
]

const COLUMNS = `id, number, number_key, state, sealed,
                 birth_token, postal_token, phone_token, email_token, place`
const AS_ROWS = `unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[]) AS n (${COLUMNS})`

/** @throws E_RESIDENT_NUMBER_TAKEN: the index decides, whoever registers at the same time */
async function insert(rows: Row[], ring: KeyRing) {
  if (rows.length === 0) return
  const { rows: stored } = await db.rawQuery(
    `INSERT INTO residents (municipality_id, key_id, ${COLUMNS})
     SELECT ?, ?, n.* FROM ${AS_ROWS}
     ON CONFLICT (municipality_id, number_key) DO NOTHING
     RETURNING id`,
    [tenancy.current().municipalityId, ring.keyId, ...columnsOf(rows)] as any[]
  )
  if (stored.length === rows.length) return
  const there = new Set(stored.map(({ id }: { id: string }) => id))
  throw new E_RESIDENT_NUMBER_TAKEN(
    rows.filter(({ id }) => !there.has(id)).map(({ number }) => number)
  )
}

/** @throws E_RESIDENT_CHANGED when one of them is not what it was when it was read · E_RESIDENT_NUMBER_TAKEN */
async function update(rows: Row[], ring: KeyRing) {
  if (rows.length === 0) return
  try {
    const { rows: stored } = await db.rawQuery(
      `UPDATE residents r
          SET number = n.number, number_key = n.number_key, state = n.state, sealed = n.sealed,
              key_id = ?, birth_token = n.birth_token, postal_token = n.postal_token,
              phone_token = n.phone_token, email_token = n.email_token, place = n.place,
              version = r.version + 1, updated_at = now()
         FROM ${AS_ROWS}
         JOIN unnest(?::uuid[], ?::int[]) AS seen (id, version) ON seen.id = n.id
        WHERE r.municipality_id = ? AND r.id = n.id AND r.version = seen.version
        RETURNING r.id`,
      [
        ring.keyId,
        ...columnsOf(rows),
        rows.map(({ id }) => id),
        rows.map(({ before }) => before!.version),
        tenancy.current().municipalityId,
      ] as any[]
    )
    if (stored.length < rows.length) throw new E_RESIDENT_CHANGED()
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'residents_by_number') throw error
    throw new E_RESIDENT_NUMBER_TAKEN(rows.map(({ number }) => number))
  }
}
