import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { KindName } from '../print_kinds.js'
import type { WordingText } from '../wording.js'

export interface Wording {
  id: string
  name: string
  version: number
  text: WordingText
  savedAt: Date
  by: string
}

const SELECT = `
  SELECT w.id, w.name, v.number AS version, v.text, v.created_at AS "savedAt", s.name AS by
    FROM print_wordings w
    JOIN print_wording_versions v ON v.municipality_id = w.municipality_id AND v.wording_id = w.id
    JOIN staff_members s ON s.municipality_id = v.municipality_id AND s.id = v.created_by`

/** The wordings in use, each in its latest version. */
export async function listWordings(): Promise<Wording[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} WHERE w.municipality_id = ? AND w.archived_at IS NULL AND v.number = w.version
      ORDER BY w.name`,
    [tenancy.current().municipalityId]
  )
  return rows
}

/** One wording, in its latest version unless told. @throws E_PAGE_NOT_FOUND when there is none, or it was put away */
export async function findWording(id: string, version?: number): Promise<Wording> {
  const { rows } = await db.rawQuery(
    `${SELECT} WHERE w.municipality_id = ? AND w.id = ? AND w.archived_at IS NULL
        AND v.number = coalesce(?::int, w.version)`,
    [tenancy.current().municipalityId, id, version ?? null] as any[]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  return rows[0]
}

/** When a wording was saved, and by whom, newest first. */
export async function versionsOf(id: string, most = 20) {
  const { rows } = await db.rawQuery(
    `SELECT v.number, v.created_at AS "savedAt", s.name AS by
       FROM print_wording_versions v
       JOIN staff_members s ON s.municipality_id = v.municipality_id AND s.id = v.created_by
      WHERE v.municipality_id = ? AND v.wording_id = ? ORDER BY v.number DESC LIMIT ${most}`,
    [tenancy.current().municipalityId, id]
  )
  return rows as { number: number; savedAt: Date; by: string }[]
}

/** What letters a print was of, and the id of their wording; nothing where there is none. */
export async function lettersOfPrint(
  jobId: string
): Promise<{ kind: KindName; wording: string } | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT kind, layout->'wording'->>'id' AS wording FROM print_jobs
      WHERE municipality_id = ? AND id = ? AND layout->'wording' IS NOT NULL`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0]
}
