import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { E_PRINT_NOT_NOW } from '../errors.js'
import { forgetSecrets } from './issue_secrets.js'

/** Stops a print after the part it is at, or ends one that failed; what is done can be taken. @throws E_PRINT_NOT_NOW */
export async function cancelPrint(id: string) {
  await change(id, ['waiting', 'printing', 'failed'], 'cancelled')
  await forgetSecrets(id)
  await audit.record({ action: 'printing.cancel', subject: { type: 'print', id } })
}

/** Goes on where a print that failed had come to. @throws E_PRINT_NOT_NOW */
export async function resumePrint(id: string) {
  await change(id, ['failed'], 'waiting')
  await audit.record({ action: 'printing.resume', subject: { type: 'print', id } })
  await enqueue('printing.make_print', { jobId: id })
}

/**
 * Removes the files of a print that was seen to be on paper. Who was printed
 * stays until its time has come.
 *
 * @throws E_PRINT_NOT_NOW while it is not finished, and once it was confirmed
 */
export async function confirmPrint(id: string, staffId: string) {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs SET confirmed_by = ?, confirmed_at = now()
      WHERE municipality_id = ? AND id = ? AND state IN ('done', 'cancelled')
        AND confirmed_at IS NULL AND removed_at IS NULL AND kept_until > now()
      RETURNING id`,
    [staffId, municipalityId, id]
  )
  if (rows.length === 0) throw new E_PRINT_NOT_NOW()
  await db.rawQuery('DELETE FROM print_parts WHERE municipality_id = ? AND job_id = ?', [
    municipalityId,
    id,
  ])
  await audit.record({ action: 'printing.confirm', subject: { type: 'print', id } })
}

/** @throws E_PRINT_NOT_NOW when it is in another state by now */
async function change(id: string, from: string[], to: 'cancelled' | 'waiting') {
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs
        SET state = ?, ended_at = CASE WHEN ? = 'cancelled' THEN now() END
      WHERE municipality_id = ? AND id = ? AND state = ANY (?::text[])
        AND removed_at IS NULL AND (? = 'cancelled' OR kept_until > now())
      RETURNING id`,
    [to, to, tenancy.current().municipalityId, id, from, to] as any[]
  )
  if (rows.length === 0) throw new E_PRINT_NOT_NOW()
}
