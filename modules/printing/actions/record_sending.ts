import db from '@adonisjs/lucid/services/db'
import { tenancy, type Actor } from '#app/tenancy/main'
import { recordProgress } from '#modules/card-progress/api'
import { addressesBeingPrinted } from '#modules/resident-registry/api'
import type { Notice } from '../print_kind.js'
import { kindOf } from '../print_kinds.js'

/** How many cards are told in one transaction. */
const AT_ONCE = 100

/** Tells the next cards. Whoever does it again goes on with those that are left. @returns whether there may be more */
export async function recordNextSendings(jobId: string, notice: Notice): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery('SELECT id FROM print_jobs WHERE municipality_id = ? AND id = ? FOR UPDATE', [
    municipalityId,
    jobId,
  ])
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS id FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND part IS NOT NULL AND sending IS NULL
      ORDER BY position LIMIT ${AT_ONCE}`,
    [municipalityId, jobId]
  )
  const ids = rows.map(({ id }: { id: string }) => id)
  const addresses = await addressesBeingPrinted(ids)
  for (const id of ids) {
    const sending = await tell(addresses.get(id)?.linkCode, jobId, notice)
    await db.rawQuery(
      `UPDATE print_records SET sending = ?
        WHERE municipality_id = ? AND job_id = ? AND resident_id = ?`,
      [sending, municipalityId, jobId, id]
    )
  }
  if (ids.length === AT_ONCE) return true
  await db.rawQuery(
    'UPDATE print_jobs SET sending_ended_at = now() WHERE municipality_id = ? AND id = ?',
    [municipalityId, jobId]
  )
  return false
}

/** The print's id makes it one event for each card, however often it is told. */
async function tell(linkCode: string | null | undefined, jobId: string, notice: Notice) {
  if (linkCode === undefined) return 'not_in_use'
  if (linkCode === null) return 'no_link_code'
  const told = await recordProgress({
    ...{ linkCode, token: jobId },
    facts: { code: 'NOTIFY', variant: notice, source: 'printing' },
  })
  return told.recorded ? 'recorded' : told.because
}

/** On whose behalf cards are told, and of what; nothing when it is done, or was not asked for. */
export async function sendingToRecord(
  jobId: string
): Promise<{ notice: Notice; actor: Actor } | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT j.kind, j.layout, s.id AS "staffId", s.login_id AS "staffLogin"
       FROM print_jobs j
       JOIN staff_members s ON s.municipality_id = j.municipality_id AND s.id = j.sent_by
      WHERE j.municipality_id = ? AND j.id = ? AND j.sending_ended_at IS NULL`,
    [tenancy.current().municipalityId, jobId]
  )
  if (!rows[0]) return undefined
  const { kind, layout, ...staff } = rows[0]
  const notice = kindOf(kind).notice(layout)
  return notice ? { notice, actor: { kind: 'staff', ...staff } } : undefined
}
