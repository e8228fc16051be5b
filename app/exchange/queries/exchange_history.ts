import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { FileRefusal } from '../errors.js'
import type { SeriesReason } from '../exchange_file.js'

export interface HistoryLine {
  /** Of a file that was made or taken; null where it was refused. */
  id: string | null
  direction: 'out' | 'in'
  feed: string | null
  number: number | null
  rowCount: number | null
  rowsRead: number | null
  leftOut: number
  state: 'sent' | 'reading' | 'read' | 'refused'
  /** Why a series began with this file. */
  began: SeriesReason | null
  because: FileRefusal | null
  missingFrom: number | null
  missingUntil: number | null
  attempts: number
  /** Login of the staff member; null for the clock. */
  by: string | null
  at: Date
}

const PER_PAGE = 50

/** Files made, taken and refused, the latest first. */
export async function exchangeHistory(page: number) {
  const { rows } = await db.rawQuery(
    `SELECT h.*, m.login_id AS by, count(*) OVER ()::int AS total
       FROM (SELECT f.id, f.direction, s.feed, f.number, f.row_count AS "rowCount",
                    f.rows_read AS "rowsRead", f.state, f.staff_id, f.created_at AS at,
                    (SELECT count(*)::int FROM exchange_left_out l
                      WHERE l.municipality_id = f.municipality_id AND l.file_id = f.id) AS "leftOut",
                    CASE WHEN f.number = 1 THEN s.because END AS began, NULL AS because,
                    NULL::int AS "missingFrom", NULL::int AS "missingUntil", 1 AS attempts
               FROM exchange_files f
               JOIN exchange_series s ON s.municipality_id = f.municipality_id
                AND s.direction = f.direction AND s.id = f.series_id
              WHERE f.municipality_id = :municipality
             UNION ALL
             SELECT NULL, 'in', feed, number, NULL, NULL, 'refused', staff_id, refused_at, 0, NULL,
                    because, missing_from, missing_until, attempts
               FROM exchange_refusals WHERE municipality_id = :municipality) h
       LEFT JOIN staff_members m ON m.municipality_id = :municipality AND m.id = h.staff_id
      ORDER BY h.at DESC, h.number DESC
      LIMIT ${PER_PAGE} OFFSET :offset`,
    { municipality: tenancy.current().municipalityId, offset: (page - 1) * PER_PAGE }
  )
  const total: number = rows[0]?.total ?? 0
  return { lines: rows as HistoryLine[], total, perPage: PER_PAGE }
}
