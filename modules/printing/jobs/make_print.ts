import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { arrangePrint } from '../actions/arrange_print.js'
import { printPart } from '../actions/print_part.js'
import { takeUpPrint, touchPrint } from '../queries/running_print.js'

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
    while (await printPart(municipality, job)) {
      await tenancy.run(municipality, () => touchPrint(job.id))
    }
    await tenancy.run(municipality, () => finish(job.id))
  } catch (error) {
    logger.error({ err: error }, 'a print could not be made')
    await tenancy.run(municipality, () => fail(job.id))
  }
}

/** Unless it was cancelled meanwhile, or somebody else is at a part that is not there yet. */
async function finish(id: string) {
  await db.rawQuery(
    `UPDATE print_jobs j SET state = 'done', ended_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'printing'
        AND NOT EXISTS (
              SELECT FROM print_records r
               WHERE r.municipality_id = j.municipality_id AND r.job_id = j.id
                 AND r.part IS NULL AND NOT r.held_back)`,
    [tenancy.current().municipalityId, id]
  )
}

/** Unless it was cancelled meanwhile. */
async function fail(id: string) {
  await db.rawQuery(
    `UPDATE print_jobs SET state = 'failed', ended_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'printing'`,
    [tenancy.current().municipalityId, id]
  )
}
