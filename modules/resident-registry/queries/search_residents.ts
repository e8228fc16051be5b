import db from '@adonisjs/lucid/services/db'
import { keyRing, readReadableCode, type KeyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { emailKey } from '../person_texts.js'
import { inBoth, placeIn, unpackPlaces } from '../places.js'
import { numberKey, type Resident } from '../resident.js'
import {
  gramsAsked,
  isDecidedByTokens,
  isMeant,
  PERSONAL,
  type ResidentSearch,
} from '../resident_search.js'
import { tokenMaker } from '../search_tokens.js'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'

export interface ListedResident extends Resident {
  /** The code that stands for them now. */
  linkCode: string | null
}

export const PER_PAGE = 50

/** As many as anybody looks through; who finds more says more about whom they mean. */
export const MOST = 500

/** How many candidates are read at once: where all of them are meant, one more than can be listed is enough. */
const AT_ONCE = MOST + 1

/** As many as are put into the order of 住民ID; among more, the first are looked at in the order in which they were stored. */
const MOST_SORTED = 20_000

/** How many of those are looked at together. */
const IN_ONE_GO = 2_000

/** One page of the residents a search finds, by 住民ID. */
export async function searchResidents(search: ResidentSearch, page = 1, ring: KeyRing = keyRing) {
  const plan = await planOf(search, ring)
  const { count, pageOf } = !plan
    ? { count: 0, pageOf: async () => [] }
    : isDecidedByTokens(search)
      ? await foundByTokens(plan, ring)
      : await foundByReading(plan, search, ring)
  const total = Math.min(count, MOST)
  const lastPage = Math.max(1, Math.ceil(total / PER_PAGE))
  const currentPage = Math.min(page, lastPage)
  const from = (currentPage - 1) * PER_PAGE
  return {
    residents: await pageOf(from, Math.min(from + PER_PAGE, total)),
    total,
    /** Whether there are more than can be listed. */
    more: count > MOST,
    perPage: PER_PAGE,
    currentPage,
    lastPage,
  }
}

/** What a search finds: how many, up to one more than are listed, and any part of them. */
interface Findings {
  count: number
  pageOf(from: number, until: number): Promise<ListedResident[]>
}

/** Nobody is decrypted but those who are shown. */
async function foundByTokens(plan: Plan, ring: KeyRing): Promise<Findings> {
  const keys = await numberKeys(plan)
  return {
    count: keys.length,
    pageOf: async (from, until) => (from < until ? readByKeys(keys.slice(from, until), ring) : []),
  }
}

async function foundByReading(
  plan: Plan,
  search: ResidentSearch,
  ring: KeyRing
): Promise<Findings> {
  const found: ListedResident[] = []
  for await (const resident of thoseMeant(plan, search, ring)) {
    if (found.push(resident) > MOST) break
  }
  found.sort((a, b) => (a.numberKey < b.numberKey ? -1 : 1))
  return { count: found.length, pageOf: async (from, until) => found.slice(from, until) }
}

/** All residents a search finds, by 住民ID as far as there are not too many, read as they are asked for. */
export async function* residentsMeant(
  search: ResidentSearch,
  ring: KeyRing = keyRing
): AsyncGenerator<ListedResident> {
  const plan = await planOf(search, ring)
  if (plan) yield* thoseMeant(plan, search, ring)
}

async function* thoseMeant(
  plan: Plan,
  search: ResidentSearch,
  ring: KeyRing
): AsyncGenerator<ListedResident> {
  const personal = PERSONAL.some((condition) => search[condition])
  for await (const candidates of candidatesOf(plan, ring)) {
    for (const candidate of candidates) {
      if (!personal || isMeant(candidate.values, search)) yield candidate
    }
  }
}

async function* candidatesOf(plan: Plan, ring: KeyRing): AsyncGenerator<ListedResident[]> {
  if (plan.places) {
    for await (const keys of keysAt(plan.places, plan.conditions)) {
      for (let from = 0; from < keys.length; from += AT_ONCE) {
        yield readByKeys(keys.slice(from, from + AT_ONCE), ring)
      }
    }
    return
  }
  for (let after: string | undefined = ''; after !== undefined;) {
    const candidates: ListedResident[] = await read(plan, { after, limit: AT_ONCE }, ring)
    yield candidates
    after = candidates.length < AT_ONCE ? undefined : candidates.at(-1)!.numberKey
  }
}

interface Plan {
  /** Conditions on the resident `r`. */
  conditions: [sql: string, ...values: unknown[]][]
  /** Where those are who have all grams, ascending; nothing where no gram is asked for. */
  places: number[] | null
}

/** @returns nothing when what was typed cannot be found */
async function planOf(search: ResidentSearch, ring: KeyRing): Promise<Plan | undefined> {
  const token = tokenMaker(tenancy.current().municipalityId, ring)
  const conditions: Plan['conditions'] = []
  const equal = (column: string, kind: string, text: string) =>
    conditions.push([`r.${column} = ?::bigint`, token.whole(kind, text)])
  if (search.birthDate) equal('birth_token', 'birth', search.birthDate)
  if (search.phone) equal('phone_token', 'phone', search.phone)
  if (search.email) equal('email_token', 'email', emailKey(search.email))
  if (search.postalCode) equal('postal_token', 'postal', search.postalCode)
  if (search.linkCode) {
    const code = readReadableCode(search.linkCode)
    if (!code) return undefined
    conditions.push([
      `r.id = (SELECT resident_id FROM resident_link_codes WHERE municipality_id = ? AND code = ?)`,
      ...[tenancy.current().municipalityId, code],
    ])
  }
  /** Each of these finds few: together with a gram, they are gone through and not its residents. */
  const few = conditions.length > 0
  if (search.state) conditions.push([`r.state = '${search.state}'`])
  if (search.number) {
    const prefix = numberKey(search.number)
    /** The last code point of all comes after every number that begins like this. */
    conditions.push(['r.number_key >= ? AND r.number_key < ?', prefix, `${prefix}\u{10FFFF}`])
  }
  const grams = gramsAsked(search).map((gram) => token.gram(gram))
  if (grams.length === 0) return { conditions, places: null }
  const places = await placesOf(grams)
  if (!few || places.length === 0) return { conditions, places }
  return { conditions: [], places: inBoth(places, await placesWhere(conditions)) }
}

/** Where the residents are who have all of the grams: batch by batch, what the lists have in common. */
async function placesOf(grams: string[]): Promise<number[]> {
  const { rows } = await db.rawQuery(
    `SELECT batch, array_agg(places ORDER BY length(places)) AS lists
       FROM resident_grams
      WHERE municipality_id = ? AND gram = ANY (?::bigint[])
      GROUP BY batch HAVING count(*) = ?
      ORDER BY batch`,
    [tenancy.current().municipalityId, grams, grams.length] as any[]
  )
  return rows.flatMap(({ batch, lists }: { batch: number; lists: Buffer[] }) =>
    lists
      .map(unpackPlaces)
      .reduce(inBoth)
      .map((place) => placeIn(batch, place))
  )
}

/** Where the residents are of whom something is true that is true of few. */
async function placesWhere(conditions: Plan['conditions']): Promise<number[]> {
  const { where, values } = sqlOf(conditions)
  const { rows } = await db.rawQuery(
    `SELECT r.place::float8 AS place FROM residents r
      WHERE ${where} AND r.place IS NOT NULL ORDER BY r.place`,
    values as any[]
  )
  return rows.map(({ place }: { place: number }) => place)
}

/**
 * The 住民ID of residents at these places of whom the conditions are true,
 * piece by piece. Most who search look at the first of them and no further:
 * the rest is sorted and fetched when it is asked for.
 */
async function* keysAt(places: number[], conditions: Plan['conditions']): AsyncGenerator<string[]> {
  if (places.length > MOST_SORTED) {
    for (let from = 0; from < places.length; from += IN_ONE_GO) {
      yield sortedKeys(places.slice(from, from + IN_ONE_GO), conditions)
    }
    return
  }
  const first = await sortedKeys(places, conditions, `LIMIT ${AT_ONCE}`)
  yield first
  if (first.length < AT_ONCE) return
  yield sortedKeys(places, [...conditions, ['r.number_key > ?', first.at(-1)]])
}

async function sortedKeys(
  places: number[],
  conditions: Plan['conditions'],
  limit = ''
): Promise<string[]> {
  const { where, values } = sqlOf(conditions)
  const { rows } = await db.rawQuery(
    `SELECT r.number_key AS key FROM residents r
      WHERE ${where} AND r.place = ANY (?::bigint[]) ORDER BY r.number_key ${limit}`,
    [...values, places] as any[]
  )
  return rows.map(({ key }: { key: string }) => key)
}

/** The next residents by 住民ID, decrypted. */
async function read(
  { conditions }: Plan,
  { after, limit }: { after: string; limit: number },
  ring: KeyRing
) {
  const { where, values } = sqlOf([...conditions, ['r.number_key > ?', after]])
  return readWhere(`${where} ORDER BY r.number_key LIMIT ${limit}`, values, ring)
}

async function readByKeys(keys: string[], ring: KeyRing) {
  const { where, values } = sqlOf([['r.number_key = ANY (?::text[])', keys]])
  return readWhere(`${where} ORDER BY r.number_key`, values, ring)
}

async function readWhere(where: string, values: unknown[], ring: KeyRing) {
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, l.code AS "linkCode"
       FROM residents r
       LEFT JOIN resident_link_codes l
         ON l.municipality_id = r.municipality_id AND l.resident_id = r.id AND l.ended_at IS NULL
      WHERE ${where}`,
    values as any[]
  )
  return rows.map((row: any) => readResident<{ linkCode: string | null }>(row, ring))
}

/** Who they are, one more than can be listed. */
async function numberKeys({ places, conditions }: Plan): Promise<string[]> {
  if (!places) {
    const { where, values } = sqlOf(conditions)
    const { rows } = await db.rawQuery(
      `SELECT r.number_key AS key FROM residents r
        WHERE ${where} ORDER BY r.number_key LIMIT ${MOST + 1}`,
      values as any[]
    )
    return rows.map(({ key }: { key: string }) => key)
  }
  const found: string[] = []
  for await (const keys of keysAt(places, conditions)) {
    found.push(...keys)
    if (found.length > MOST) break
  }
  return found.slice(0, MOST + 1).sort()
}

function sqlOf(conditions: Plan['conditions']) {
  const all: Plan['conditions'] = [
    ['r.municipality_id = ?', tenancy.current().municipalityId],
    ...conditions,
  ]
  return {
    where: all.map(([sql]) => sql).join(' AND '),
    values: all.flatMap(([, ...values]) => values),
  }
}

/** Whether some residents were stored with another key, and cannot be found by what they are called yet. */
export async function areSomeNotIndexed(ring: KeyRing = keyRing): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `SELECT EXISTS (SELECT 1 FROM residents
                     WHERE municipality_id = ? AND (key_id < ? OR key_id > ?)) AS any_left`,
    [tenancy.current().municipalityId, ring.keyId, ring.keyId]
  )
  return rows[0].any_left
}
