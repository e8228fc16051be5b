import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { AskedDocuments, DocumentSight, ListedDocument } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { openPdf } from '../sealed_document.js'

/** The core's own: reports, day sheets. Newest first. */
export async function listDocuments(
  sight: DocumentSight,
  { before, limit, states }: AskedDocuments,
  keptDays: number
): Promise<ListedDocument[]> {
  const { rows } = await db.rawQuery(
    `SELECT d.id, d.title, d.facts, d.state, d.pages, s.name AS by, d.created_at AS "createdAt",
            f.there AS "hasFile", CASE WHEN f.there THEN f.kept_until END AS "keptUntil"
       FROM documents d ${FILE}
       JOIN staff_members s ON s.municipality_id = d.municipality_id AND s.id = d.made_by
      WHERE ${SEEN} AND d.state = ANY (?::text[])
        ${before ? 'AND d.created_at < ?::timestamptz' : ''}
      ORDER BY d.created_at DESC LIMIT ?`,
    [keptDays, ...seenBy(sight), [...states], ...(before ? [before] : []), limit] as any[]
  )
  return rows.map(({ hasFile, ...row }: any) => ({
    ...row,
    progress: null,
    path: hasFile ? `documents/${row.id}` : null,
    cancelPath: ['waiting', 'making'].includes(row.state) ? `documents/${row.id}/cancel` : null,
  }))
}

/** @throws E_PAGE_NOT_FOUND when it is gone, has no file, or is not for this person */
export async function findDocument(sight: DocumentSight, id: string, keptDays: number) {
  const { rows } = await db.rawQuery(
    `SELECT d.file_name AS "fileName", d.pages, CASE WHEN f.there THEN d.pdf_sealed END AS sealed
       FROM documents d ${FILE}
      WHERE ${SEEN} AND d.id = ?`,
    [keptDays, ...seenBy(sight), id] as any[]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { fileName, pages, sealed } = rows[0] as {
    fileName: string
    pages: number | null
    sealed: string | null
  }
  return { fileName, pages, pdf: sealed ? openPdf(id, sealed) : null }
}

/** The file, which is gone when its time has come, though it is deleted in the night. */
const FILE = `
  CROSS JOIN LATERAL (
    SELECT ((d.created_at AT TIME ZONE 'Asia/Tokyo')::date + ?::int + 1)::timestamp
             AT TIME ZONE 'Asia/Tokyo' AS kept_until) AS k
  CROSS JOIN LATERAL (
    SELECT k.kept_until, d.pdf_sealed IS NOT NULL AND k.kept_until > now() AS there) AS f`

const SEEN = `d.municipality_id = ? AND d.permission = ANY (?::text[]) AND (? OR d.made_by = ?)`
const seenBy = ({ all, permissions, staffId }: DocumentSight) => [
  tenancy.current().municipalityId,
  permissions,
  all,
  staffId,
]
