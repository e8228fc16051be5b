import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { Notice } from '../print_kind.js'
import { kindOf, type KindName } from '../print_kinds.js'
import type { PrintLayout } from '../print_layout.js'

export interface ListedPrint {
  id: string
  state: 'waiting' | 'printing' | 'done' | 'cancelled' | 'failed'
  kind: KindName
  layout: PrintLayout
  /** What it is printed on, by name. */
  paper: string
  chosenBy: string
  by: string
  createdAt: Date
  total: number | null
  printed: number
  heldBack: number
  withoutBarcode: number
  keptUntil: Date
  removedAt: Date | null
  /** When somebody saw that everything was printed, and the files were removed. */
  confirmedAt: Date | null
  /** When 通知書送付 was recorded for those printed; `notice` is which, where it is one. */
  sentAt: Date | null
  notice: Notice | null
}

/** What has had its time is not shown, though it goes in the night. */
const REMOVED_AT = `
  coalesce(j.removed_at, CASE WHEN j.kept_until <= now() AND j.state NOT IN ('waiting', 'printing')
                              THEN j.kept_until END)`
const COLUMNS = `
  j.id, j.kind, j.state, j.layout, j.chosen_by AS "chosenBy", s.name AS by, j.created_at AS "createdAt",
  j.total, j.printed, j.held_back AS "heldBack", j.without_barcode AS "withoutBarcode",
  j.kept_until AS "keptUntil", ${REMOVED_AT} AS "removedAt", j.sent_at AS "sentAt",
  j.confirmed_at AS "confirmedAt"`
const FROM = `
  print_jobs j
  JOIN staff_members s ON s.municipality_id = j.municipality_id AND s.id = j.created_by`

/** The latest prints of everybody, newest first; 印刷の一覧 has them all. */
export async function latestPrints(most = 5): Promise<ListedPrint[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE j.municipality_id = ?
      ORDER BY j.created_at DESC LIMIT ${most}`,
    [tenancy.current().municipalityId]
  )
  return rows.map(onPaper)
}

export interface PrintPart {
  number: number
  records: number
  pages: number
  /** Since when the file is gone: somebody in it was erased. */
  erasedAt: Date | null
}

/** One print and its files. @throws E_PAGE_NOT_FOUND */
export async function findPrint(id: string): Promise<ListedPrint & { parts: PrintPart[] }> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE j.municipality_id = ? AND j.id = ?`,
    [municipalityId, id]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { rows: parts } = await db.rawQuery(
    `SELECT number, records, pages, erased_at AS "erasedAt" FROM print_parts
      WHERE municipality_id = ? AND job_id = ? AND records > 0 ORDER BY number`,
    [municipalityId, id]
  )
  return { ...onPaper(rows[0]), parts }
}

const onPaper = (print: Omit<ListedPrint, 'paper' | 'notice'>): ListedPrint => ({
  ...print,
  paper: kindOf(print.kind).paper(print.layout),
  notice: kindOf(print.kind).notice(print.layout),
})
