import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { SeriesReason } from '../exchange_file.js'

export interface FoundFile {
  id: string
  direction: 'out' | 'in'
  feed: string
  number: number
  rowCount: number
  rowsRead: number
  sha256: string
  /** NULL once it has been kept for long enough. */
  content: string | null
  state: 'sent' | 'reading' | 'read'
  because: SeriesReason
  seriesStartedAt: Date
  madeAt: Date
  createdAt: Date
  readAt: Date | null
  writtenAt: Date | null
  by: string | null
}

/** @throws E_PAGE_NOT_FOUND */
export async function findFile(id: string): Promise<FoundFile> {
  const { rows } = await db.rawQuery(
    `SELECT f.id, f.direction, s.feed, f.number, f.row_count AS "rowCount", f.rows_read AS "rowsRead",
            f.sha256, f.content, f.state, s.because, s.started_at AS "seriesStartedAt",
            f.made_at AS "madeAt", f.created_at AS "createdAt", f.read_at AS "readAt",
            f.written_at AS "writtenAt", m.login_id AS by
       FROM exchange_files f
       JOIN exchange_series s ON s.municipality_id = f.municipality_id
        AND s.direction = f.direction AND s.id = f.series_id
       LEFT JOIN staff_members m ON m.municipality_id = f.municipality_id AND m.id = f.staff_id
      WHERE f.municipality_id = ? AND f.id = ?`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  return rows[0]
}

/** Lines nobody need be shown more of at once: what is wrong with them is the same again and again. */
const MOST_LINES = 200

/** The lines of a file that were left out, from 1, and why. */
export async function leftOutOf(id: string): Promise<{ line: number; because: string }[]> {
  const { rows } = await db.rawQuery(
    `SELECT line, because FROM exchange_left_out
      WHERE municipality_id = ? AND file_id = ? ORDER BY line LIMIT ${MOST_LINES}`,
    [tenancy.current().municipalityId, id]
  )
  return rows
}
