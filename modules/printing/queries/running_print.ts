import db from '@adonisjs/lucid/services/db'
import { tenancy, type Actor } from '#app/tenancy/main'
import type { KindName } from '../print_kinds.js'
import type { PrintLayout } from '../print_layout.js'

/** A print that is being made. */
export interface RunningPrint {
  id: string
  kind: KindName
  layout: PrintLayout
  selectionSealed: string
  /** Nothing until it is arranged. */
  total: number | null
  /** On whose behalf. */
  actor: Actor
}

/** Takes up a print, or goes on with it; nothing when it was cancelled or has ended. */
export async function takeUpPrint(id: string): Promise<RunningPrint | undefined> {
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs j SET state = 'printing'
       FROM staff_members s
      WHERE j.municipality_id = ? AND j.id = ? AND j.state IN ('waiting', 'printing')
        AND s.municipality_id = j.municipality_id AND s.id = j.created_by
      RETURNING j.id, j.kind, j.layout, j.selection_sealed AS "selectionSealed", j.total,
                s.id AS "staffId", s.login_id AS "staffLogin"`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) return undefined
  const { staffId, staffLogin, ...job } = rows[0]
  return { ...job, actor: { kind: 'staff', staffId, staffLogin } }
}
