import db from '@adonisjs/lucid/services/db'
import type { FindEndedPersons } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { cardsOfLinkCodes } from '#modules/card-progress/api'

/** Comes before every id there is. */
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Residents who were handed their last card before a day, under whichever of
 * their link codes, and wait for no other one. Whoever was given a code since
 * is about to.
 */
const handedOverResidents: FindEndedPersons = async ({ before, after, limit }) => {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS id, array_agg(code) AS codes
       FROM resident_link_codes
      WHERE municipality_id = :municipality AND resident_id > :after::uuid
      GROUP BY resident_id
     HAVING max(assigned_at) < :before::date::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY resident_id LIMIT :limit`,
    { before, limit, after: after ?? FIRST, municipality: tenancy.current().municipalityId }
  )
  const looked = rows as { id: string; codes: string[] }[]
  const cards = await cardsOfLinkCodes(looked.flatMap(({ codes }) => codes))
  const isOver = ({ codes }: { codes: string[] }) => {
    const theirs = codes.flatMap((code) => cards.get(code) ?? [])
    const days = theirs.flatMap(({ handedOverOn }) => handedOverOn ?? [])
    return (
      days.length > 0 &&
      days.every((day) => day < before) &&
      theirs.every(({ waiting }) => !waiting)
    )
  }
  return {
    persons: looked.filter(isOver).map(({ id }) => ({ kind: 'resident', id })),
    next: looked.length < limit ? null : looked.at(-1)!.id,
  }
}

export default handedOverResidents
