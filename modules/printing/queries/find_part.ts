import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import { openPart } from '../sealed_print.js'

/** A file of a print. @throws E_PAGE_NOT_FOUND when it is gone */
export async function findPart(jobId: string, number: number) {
  const { rows } = await db.rawQuery(
    `SELECT records, pdf_sealed AS sealed FROM print_parts
      WHERE municipality_id = ? AND job_id = ? AND number = ? AND records > 0 AND erased_at IS NULL`,
    [tenancy.current().municipalityId, jobId, number]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { records, sealed } = rows[0] as { records: number; sealed: string }
  return { records, pdf: openPart(jobId, number, sealed) }
}
