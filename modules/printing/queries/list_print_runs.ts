import db from '@adonisjs/lucid/services/db'
import type { ListedDocument, PrintRuns } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { kindOf } from '../print_kinds.js'

const PERMISSION = 'printing.print'

/** The runs of printing as 印刷の一覧 shows them among all other documents. */
const listPrintRuns: PrintRuns = async (sight, { before, limit, states }, i18n) => {
  if (!sight.permissions.includes(PERMISSION)) return []
  const { rows } = await db.rawQuery(
    `SELECT j.id, j.kind, j.layout, j.state, j.total, j.printed, j.held_back AS "heldBack",
            s.name AS by, j.created_at AS "createdAt", nullif(j.pages, 0) AS pages,
            CASE WHEN j.removed_at IS NULL AND j.confirmed_at IS NULL AND j.kept_until > now()
                 THEN j.kept_until END AS "keptUntil"
       FROM print_jobs j
       JOIN staff_members s ON s.municipality_id = j.municipality_id AND s.id = j.created_by
      WHERE j.municipality_id = ? AND j.state = ANY (?::text[]) AND (? OR j.created_by = ?)
        ${before ? 'AND j.created_at < ?::timestamptz' : ''}
      ORDER BY j.created_at DESC LIMIT ?`,
    [
      ...[tenancy.current().municipalityId, states.map(ownState), sight.all, sight.staffId],
      ...(before ? [before] : []),
      limit,
    ] as any[]
  )
  return rows.map(({ kind, layout, total, printed, heldBack, ...row }: any): ListedDocument => {
    const state = row.state === 'printing' ? 'making' : row.state
    return {
      ...row,
      state,
      title: i18n.t(`printing.staff.kinds.${kind}`),
      facts: [kindOf(kind).paper(layout)],
      progress: total === null ? null : { done: printed, of: total - heldBack },
      path: `printing/prints/${row.id}`,
      cancelPath: ['waiting', 'making'].includes(state) ? `printing/prints/${row.id}/cancel` : null,
    }
  })
}

const ownState = (state: string) => (state === 'making' ? 'printing' : state)

export default listPrintRuns
