import db from '@adonisjs/lucid/services/db'
import type { FeedDeclaration } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { SeriesReason } from '../exchange_file.js'
import { receivedFeedsOf, sentFeedsOf } from '../feeds.js'

/** First and last number of some that follow each other. */
export type Numbers = [number, number]

export interface FeedState {
  feed: string
  /** Translation key. */
  label: string
  direction: 'out' | 'in'
  lastNumber: number
  lastAt: Date | null
  because: SeriesReason | null
  /** Of files we sent: how far the partner says to have read. */
  acknowledged: number
  /** Sent a day before the partner's latest file, which does not know of them. */
  unread?: Numbers
  /** The partner has read further than we have written: we were set back to a backup. */
  setBack: boolean
  /** Of files we receive: what has not come, though later ones have. */
  missing?: Numbers
  /** Of files we receive: days since the latest was made, once there was one; the partner makes one a day. */
  silentDays?: number
}

/** What a municipality sends and receives, how far each has come, and what is wrong with it. */
export async function feedStates(
  municipality: Pick<Municipality, 'modules'>
): Promise<FeedState[]> {
  const found = await seriesInUse()
  const stateOf = (direction: 'out' | 'in') => (one: FeedDeclaration) =>
    stated(one, direction, found.get(`${direction} ${one.feed.name}`))
  return [
    ...sentFeedsOf(municipality).map(stateOf('out')),
    ...receivedFeedsOf(municipality).map(stateOf('in')),
  ]
}

interface Series {
  direction: 'out' | 'in'
  feed: string
  because: SeriesReason | null
  lastNumber: number
  acknowledged: number
  lastAt: Date | null
  unreadUntil: number | null
  waiting: number | null
  waitsInUse: boolean
}

function stated({ feed, label }: FeedDeclaration, direction: 'out' | 'in', series?: Series) {
  const { lastNumber = 0, acknowledged = 0, unreadUntil, waiting, waitsInUse } = series ?? {}
  const next = waitsInUse ? lastNumber + 1 : 1
  return {
    ...{ feed: feed.name, label, direction, lastNumber, acknowledged },
    ...{ lastAt: series?.lastAt ?? null, because: series?.because ?? null },
    setBack: direction === 'out' && acknowledged > lastNumber,
    unread: unreadUntil ? ([acknowledged + 1, unreadUntil] as Numbers) : undefined,
    missing: waiting && waiting > next ? ([next, waiting - 1] as Numbers) : undefined,
    silentDays: direction === 'in' && series?.lastAt ? daysSince(series.lastAt) : undefined,
  }
}

/** Carried by hand, files rest over a weekend and a holiday. */
export const LONGEST_SILENCE = 3

export const daysSince = (moment: Date) =>
  Math.floor((Date.now() - moment.getTime()) / (24 * 60 * 60_000))

/** By direction and feed; a feed of which a file came that cannot be taken yet has a line even before its first. */
async function seriesInUse(): Promise<Map<string, Series>> {
  const { rows } = await db.rawQuery(
    `WITH waiting AS (
       SELECT r.feed, r.series_id, min(r.number) AS number
         FROM exchange_refusals r
        WHERE r.municipality_id = :municipality AND r.because = 'gap'
          AND NOT EXISTS (SELECT FROM exchange_files f
                           WHERE f.municipality_id = r.municipality_id AND f.direction = 'in'
                             AND f.series_id = r.series_id AND f.number >= r.number)
          AND NOT EXISTS (SELECT FROM exchange_series o
                           WHERE o.municipality_id = r.municipality_id AND o.direction = 'in'
                             AND o.id = r.series_id AND o.ended_at IS NOT NULL)
        GROUP BY r.feed, r.series_id)
     SELECT coalesce(s.direction, 'in') AS direction, coalesce(s.feed, w.feed) AS feed, s.because,
            coalesce(s.last_number, 0) AS "lastNumber", coalesce(s.acknowledged, 0) AS acknowledged,
            last.made_at AS "lastAt", unread.number AS "unreadUntil", w.number AS waiting,
            s.id IS NOT DISTINCT FROM w.series_id AS "waitsInUse"
       FROM (SELECT * FROM exchange_series WHERE municipality_id = :municipality AND ended_at IS NULL) s
       FULL JOIN waiting w ON s.direction = 'in' AND s.feed = w.feed
       LEFT JOIN exchange_files last ON last.municipality_id = :municipality
        AND last.direction = s.direction AND last.series_id = s.id AND last.number = s.last_number
       LEFT JOIN LATERAL (
         SELECT max(f.number) AS number FROM exchange_files f
          WHERE f.municipality_id = :municipality AND f.direction = 'out' AND s.direction = 'out'
            AND f.series_id = s.id AND f.number > s.acknowledged
            AND f.made_at < (SELECT max(made_at) FROM exchange_files
                              WHERE municipality_id = :municipality AND direction = 'in')
                            - interval '1 day') unread ON true`,
    { municipality: tenancy.current().municipalityId }
  )
  return new Map((rows as Series[]).map((row) => [`${row.direction} ${row.feed}`, row]))
}
