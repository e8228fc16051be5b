import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { E_PRINT_NOT_NOW } from '../errors.js'

/** Stops a print after the part it is at; what is done can be taken. @throws E_PRINT_NOT_NOW */
export async function cancelPrint(id: string) {
  await change(id, ['waiting', 'printing'], 'cancelled')
  await audit.record({ action: 'printing.cancel', subject: { type: 'print', id } })
}

/** Goes on where a print that failed had come to. @throws E_PRINT_NOT_NOW */
export async function resumePrint(id: string) {
  await change(id, ['failed'], 'waiting')
  await audit.record({ action: 'printing.resume', subject: { type: 'print', id } })
  await enqueue('printing.make_print', { jobId: id })
}

/** @throws E_PRINT_NOT_NOW when it is in another state by now */
async function change(id: string, from: string[], to: 'cancelled' | 'waiting') {
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs
        SET state = ?, ended_at = CASE WHEN ? = 'cancelled' THEN now() END
      WHERE municipality_id = ? AND id = ? AND state = ANY (?::text[]) AND removed_at IS NULL
      RETURNING id`,
    [to, to, tenancy.current().municipalityId, id, from] as any[]
  )
  if (rows.length === 0) throw new E_PRINT_NOT_NOW()
}
