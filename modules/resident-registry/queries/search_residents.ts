import db from '@adonisjs/lucid/services/db'
import { keyRing, readReadableCode, type KeyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { emailKey } from '../person_texts.js'
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

/** How many candidates are read at once. */
const AT_ONCE = 500

/** From how many on a gram is simply frequent. */
const FREQUENT = 20_000

/** One page of the residents a search finds, by 住民ID. */
export async function searchResidents(search: ResidentSearch, page = 1, ring: KeyRing = keyRing) {
  const plan = await planOf(search, ring)
  const { count, pageOf } = !plan
    ? { count: 0, pageOf: async () => [] }
    : isDecidedByTokens(search)
      ? await foundByTokens(plan, ring)
      : await foundByReading(search, ring)
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
    pageOf: async (from, until) =>
      from < until ? read(plan, { after: keys[from - 1] ?? '', limit: until - from }, ring) : [],
  }
}

async function foundByReading(search: ResidentSearch, ring: KeyRing): Promise<Findings> {
  const found: ListedResident[] = []
  for await (const resident of residentsMeant(search, ring)) {
    if (found.push(resident) > MOST) break
  }
  return { count: found.length, pageOf: async (from, until) => found.slice(from, until) }
}

/** All residents a search finds, by 住民ID, read as they are asked for. */
export async function* residentsMeant(
  search: ResidentSearch,
  ring: KeyRing = keyRing
): AsyncGenerator<ListedResident> {
  const plan = await planOf(search, ring)
  if (!plan) return
  const personal = PERSONAL.some((condition) => search[condition])
  for (let after: string | undefined = ''; after !== undefined;) {
    const candidates: ListedResident[] = await read(plan, { after, limit: AT_ONCE }, ring)
    for (const candidate of candidates) {
      if (!personal || isMeant(candidate.values, search)) yield candidate
    }
    after = candidates.length < AT_ONCE ? undefined : candidates.at(-1)!.numberKey
  }
}

interface Plan {
  /** Conditions on the resident `r` and the live code `l`. */
  conditions: [sql: string, ...values: unknown[]][]
  /** Grams they must have, the rarest first; its residents are gone through, the others asked for each. */
  grams: string[]
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
  const few = conditions.length > 0
  if (search.postalCode) equal('postal_token', 'postal', search.postalCode)
  if (search.state) conditions.push([`r.state = '${search.state}'`])
  if (search.number) {
    const prefix = numberKey(search.number)
    /** The last code point of all comes after every number that begins like this. */
    conditions.push(['r.number_key >= ? AND r.number_key < ?', prefix, `${prefix}\u{10FFFF}`])
  }
  if (search.linkCode) {
    const code = readReadableCode(search.linkCode)
    if (!code) return undefined
    conditions.push(['l.code = ?', code])
  }
  const grams = gramsAsked(search).map((gram) => token.gram(gram))
  const alone = grams.length < 2 || few || search.linkCode
  return { conditions, grams: alone ? grams : await rarestFirst(grams) }
}

/** Counts what each gram would find, as far as it is worth knowing; the index alone answers. */
async function rarestFirst(grams: string[]): Promise<string[]> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT wanted::text AS gram
       FROM unnest(?::bigint[]) AS wanted
      CROSS JOIN LATERAL (
        SELECT count(*) AS n FROM (
          SELECT 1 FROM resident_grams
           WHERE municipality_id = ? AND gram = wanted LIMIT ${FREQUENT}) AS found) AS counted
      ORDER BY counted.n`,
    [grams, municipalityId] as any[]
  )
  return rows.map(({ gram }: { gram: string }) => gram)
}

/** The next candidates by 住民ID, decrypted. */
async function read(plan: Plan, { after, limit }: { after: string; limit: number }, ring: KeyRing) {
  const { from, where, values, key } = sqlOf(plan, after)
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, l.code AS "linkCode"
       FROM ${from}${plan.grams.length > 0 ? JOIN_RESIDENT : ''} ${JOIN_CODE}
      WHERE ${where} ORDER BY ${key} LIMIT ${limit}`,
    values as any[]
  )
  return rows.map((row: any) => readResident<{ linkCode: string | null }>(row, ring))
}

/** Who they are, one more than can be listed. Where the grams decide alone, nothing else is looked at. */
async function numberKeys(plan: Plan): Promise<string[]> {
  const { from, where, values, key } = sqlOf(plan, '')
  const more = plan.conditions.length > 0 && plan.grams.length > 0 ? JOIN_RESIDENT : ''
  const code = plan.conditions.length > 0 ? JOIN_CODE : ''
  const { rows } = await db.rawQuery(
    `SELECT ${key} AS key FROM ${from}${more} ${code}
      WHERE ${where} ORDER BY ${key} LIMIT ${MOST + 1}`,
    values as any[]
  )
  return rows.map(({ key: found }: { key: string }) => found)
}

const JOIN_RESIDENT = `
  JOIN residents r ON r.municipality_id = g.municipality_id AND r.number_key = g.number_key`
const JOIN_CODE = `
  LEFT JOIN resident_link_codes l
    ON l.municipality_id = r.municipality_id AND l.resident_id = r.id AND l.ended_at IS NULL`

/**
 * A plan as SQL. One gram's rows lie in the order of 住民ID already, so going
 * through the rarest and probing the others ends as soon as there are enough.
 */
function sqlOf({ conditions, grams }: Plan, after: string) {
  const { municipalityId } = tenancy.current()
  const [rarest, ...others] = grams
  const of = rarest ? 'g' : 'r'
  const all: Plan['conditions'] = [
    [`${of}.municipality_id = ?`, municipalityId],
    [`${of}.number_key > ?`, after],
    ...(rarest ? ([['g.gram = ?::bigint', rarest]] as Plan['conditions']) : []),
    ...others.map((gram): Plan['conditions'][number] => [
      `EXISTS (SELECT 1 FROM resident_grams o
                WHERE o.municipality_id = ? AND o.gram = ?::bigint AND o.number_key = g.number_key)`,
      municipalityId,
      gram,
    ]),
    ...conditions,
  ]
  return {
    from: rarest ? 'resident_grams g' : 'residents r',
    where: all.map(([sql]) => sql).join('\n        AND '),
    values: all.flatMap(([, ...values]) => values),
    key: `${of}.number_key`,
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
