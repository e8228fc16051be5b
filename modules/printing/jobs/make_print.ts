import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { arrangePrint } from '../actions/arrange_print.js'
import { printPart } from '../actions/print_part.js'
import { takeUpPrint } from '../queries/running_print.js'

/**
 * Makes a print, part by part. A process that is killed loses the part it was
 * at: whoever takes the job up again finds the arrangement and the parts that
 * are done.
 */
export default async function makePrint(order: { municipalityId: number; jobId: string }) {
  const municipality = { id: order.municipalityId }
  const job = await tenancy.run(municipality, () => takeUpPrint(order.jobId))
  if (!job) return
  try {
    if (job.total === null) {
      await tenancy.run(municipality, () => arrangePrint(job), job.actor)
    }
    while (await printPart(municipality, job));
    await tenancy.run(municipality, () => end(job.id, 'done'))
  } catch (error) {
    logger.error({ err: error }, 'a print could not be made')
    await tenancy.run(municipality, () => end(job.id, 'failed'))
  }
}

/** Unless it was cancelled meanwhile. */
async function end(id: string, state: 'done' | 'failed') {
  await db.rawQuery(
    `UPDATE print_jobs SET state = ?, ended_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'printing'`,
    [state, tenancy.current().municipalityId, id]
  )
}
