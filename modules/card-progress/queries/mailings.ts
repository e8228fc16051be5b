import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { isUuid } from '../is_uuid.js'
import type { Page } from '../paging.js'
import { notTakenBack } from './not_taken_back.js'

/** 通知書送付 of many cards at once: what was handed to the post on one day. */
export interface Mailing {
  id: string
  kind: 'first' | 'again' | 'reminder'
  postedOn: string
  deadline: string
  createdBy: string | null
  cards: number
}

const SELECT = `
  SELECT m.id, m.kind, m.posted_on::text AS "postedOn", m.deadline::text AS deadline,
         s.name AS "createdBy",
         (SELECT count(*)::int FROM progress_events e
           WHERE e.municipality_id = m.municipality_id AND e.mailing_id = m.id
             AND ${notTakenBack('e')}) AS cards
    FROM mailings m
    LEFT JOIN staff_members s ON s.municipality_id = m.municipality_id AND s.id = m.created_by
   WHERE m.municipality_id = :municipality`

const scope = () => ({ municipality: tenancy.current().municipalityId })

/** The latest first. */
export async function listMailings({ offset, limit }: Page): Promise<Mailing[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY m.posted_on DESC, m.id DESC LIMIT :limit OFFSET :offset`,
    { ...scope(), offset, limit }
  )
  return rows
}

export async function countMailings(): Promise<number> {
  const { rows } = await db.rawQuery(
    'SELECT count(*)::int AS n FROM mailings WHERE municipality_id = :municipality',
    scope()
  )
  return rows[0].n
}

/** Mailings somebody may look for among more than can be listed. */
const MOST_CHOICES = 50

/**
 * The latest, to choose one from, and the one that is chosen however old it is.
 *
 * @param chosen whatever stands in the address or the form
 */
export async function mailingChoices(chosen: unknown): Promise<Mailing[]> {
  const latest = await listMailings({ offset: 0, limit: MOST_CHOICES })
  if (!isUuid(chosen) || latest.some(({ id }) => id === chosen)) return latest
  const { rows: older } = await db.rawQuery(`${SELECT} AND m.id = :id`, {
    ...scope(),
    id: chosen,
  })
  return [...latest, ...older]
}
