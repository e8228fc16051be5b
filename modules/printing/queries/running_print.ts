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
    `UPDATE print_jobs j SET state = 'printing', touched_at = now()
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

/** Says that somebody is at a print. */
export async function touchPrint(id: string) {
  await db.rawQuery(
    'UPDATE print_jobs SET touched_at = now() WHERE municipality_id = ? AND id = ?',
    [tenancy.current().municipalityId, id]
  )
}

/** Prints nobody has been at for so many seconds; whoever asks next does not find them again. One that is being arranged is locked. */
export async function takePrintsLeftAlone(seconds: number): Promise<string[]> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs SET touched_at = now()
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM print_jobs
               WHERE municipality_id = ? AND state = 'printing'
                 AND touched_at < now() - make_interval(secs => ?)
                 FOR UPDATE SKIP LOCKED)
      RETURNING id`,
    [municipalityId, municipalityId, seconds]
  )
  return rows.map(({ id }: { id: string }) => id)
}
