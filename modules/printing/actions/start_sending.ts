import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { E_PRINT_NOT_NOW } from '../errors.js'
import { kindOf } from '../print_kinds.js'
import { findPrint } from '../queries/list_prints.js'

/**
 * Has 通知書送付 recorded in the progress of exactly those whose letter was
 * printed; the cards are told in the background.
 *
 * @throws E_PRINT_NOT_NOW when it was asked for already, nothing was printed, or it is no notice
 */
export async function startSending(id: string, staffId: string) {
  const print = await findPrint(id)
  const { rows } = await db.rawQuery(
    `UPDATE print_jobs SET sent_by = ?, sent_at = now()
      WHERE municipality_id = ? AND id = ? AND state IN ('done', 'cancelled') AND printed > 0
        AND sent_at IS NULL AND removed_at IS NULL
      RETURNING id`,
    [staffId, tenancy.current().municipalityId, id]
  )
  if (rows.length === 0 || !kindOf(print.kind).notice(print.layout)) throw new E_PRINT_NOT_NOW()
  await audit.record({
    action: 'printing.record_sending',
    subject: { type: 'print', id },
    detail: { count: print.printed },
  })
  await enqueue('printing.record_sending', { jobId: id })
}
