import db from '@adonisjs/lucid/services/db'
import type { KeyRing } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { batchOf, packPlaces, unpackPlaces, withinBatch } from '../places.js'
import type { Resident } from '../resident.js'
import { tokenMaker, tokensOf, type ResidentTokens } from '../search_tokens.js'

/** The places of a batch that have a gram, or are to lose it. */
interface Posting {
  gram: string
  batch: number
  places: number[]
}

function postingsOf(found: { grams: string[]; place: number }[]): Posting[] {
  const postings = new Map<string, Posting>()
  for (const { grams, place } of found) {
    const batch = batchOf(place)
    for (const gram of grams) {
      const key = `${batch} ${gram}`
      let posting = postings.get(key)
      if (!posting) postings.set(key, (posting = { gram, batch, places: [] }))
      posting.places.push(withinBatch(place))
    }
  }
  return [...postings.values()]
}

const columnsOf = (postings: Posting[]) => [
  postings.map(({ gram }) => gram),
  postings.map(({ batch }) => batch),
]

/** Writes what finds residents of one new batch: a row for each gram, however many have it. */
export async function writeGrams(residents: { tokens: ResidentTokens; place: number | null }[]) {
  const postings = postingsOf(
    residents.flatMap(({ tokens, place }) => (place === null ? [] : { grams: tokens.grams, place }))
  )
  if (postings.length === 0) return
  /** In the order of the index, so that neighbours are written one after the other. */
  await db.rawQuery(
    `INSERT INTO resident_grams (municipality_id, gram, batch, places)
     SELECT ?, gram, batch, places
       FROM unnest(?::bigint[], ?::int[], ?::bytea[]) AS n (gram, batch, places)
      ORDER BY gram`,
    [
      tenancy.current().municipalityId,
      ...columnsOf(postings),
      postings.map(({ places }) => packPlaces(places)),
    ] as any[]
  )
}

/** Takes away what found residents until now: their old values under the key they were stored with tell what that was. */
export async function forgetGrams(residents: Resident[], ring: KeyRing) {
  const { municipalityId } = tenancy.current()
  const wanted = postingsOf(
    residents.flatMap(({ place, values, keyId }) =>
      place === null
        ? []
        : { grams: tokensOf(values, tokenMaker(municipalityId, ring, keyId)).grams, place }
    )
  )
  if (wanted.length === 0) return
  const lost = new Map(
    wanted.map(({ gram, batch, places }) => [`${batch} ${gram}`, new Set(places)])
  )
  /** Locked in one order, so that two who change neighbours wait for each other and not both. */
  const { rows } = await db.rawQuery(
    `SELECT g.gram::text AS gram, g.batch, g.places
       FROM resident_grams g
       JOIN unnest(?::bigint[], ?::int[]) AS n (gram, batch) USING (gram, batch)
      WHERE g.municipality_id = ?
      ORDER BY g.gram, g.batch
        FOR UPDATE OF g`,
    [...columnsOf(wanted), municipalityId] as any[]
  )
  const left: Posting[] = rows.map(({ gram, batch, places }: any) => ({
    ...{ gram, batch },
    places: unpackPlaces(places).filter((place) => !lost.get(`${batch} ${gram}`)!.has(place)),
  }))
  await shrink(left.filter(({ places }) => places.length > 0))
  await remove(left.filter(({ places }) => places.length === 0))
}

async function shrink(postings: Posting[]) {
  if (postings.length === 0) return
  await db.rawQuery(
    `UPDATE resident_grams g SET places = n.places
       FROM unnest(?::bigint[], ?::int[], ?::bytea[]) AS n (gram, batch, places)
      WHERE g.municipality_id = ? AND g.gram = n.gram AND g.batch = n.batch`,
    [
      ...columnsOf(postings),
      postings.map(({ places }) => packPlaces(places)),
      tenancy.current().municipalityId,
    ] as any[]
  )
}

async function remove(postings: Posting[]) {
  if (postings.length === 0) return
  await db.rawQuery(
    `DELETE FROM resident_grams g
      USING unnest(?::bigint[], ?::int[]) AS n (gram, batch)
      WHERE g.municipality_id = ? AND g.gram = n.gram AND g.batch = n.batch`,
    [...columnsOf(postings), tenancy.current().municipalityId] as any[]
  )
}
