import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import { openPart } from '../sealed_print.js'

/** A file of a print. @throws E_PAGE_NOT_FOUND when it is gone, or its time has come */
export async function findPart(jobId: string, number: number) {
  const { rows } = await db.rawQuery(
    `SELECT p.records, p.pdf_sealed AS sealed FROM print_parts p
       JOIN print_jobs j ON j.municipality_id = p.municipality_id AND j.id = p.job_id
      WHERE p.municipality_id = ? AND p.job_id = ? AND p.number = ? AND p.records > 0
        AND p.erased_at IS NULL AND j.kept_until > now()`,
    [tenancy.current().municipalityId, jobId, number]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { records, sealed } = rows[0] as { records: number; sealed: string }
  return { records, pdf: openPart(jobId, number, sealed) }
}

/** Whom a part shows. */
export async function residentsOnPart(jobId: string, number: number): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT resident_id AS id FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND part = ?`,
    [tenancy.current().municipalityId, jobId, number]
  )
  return rows.map(({ id }: { id: string }) => id)
}
