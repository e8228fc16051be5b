import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { HeldBack } from '../held_back.js'
import type { Substitution } from '../lettering.js'
import type { TypesetPart } from '../print_kind.js'
import type { RunningPrint } from '../queries/running_print.js'
import { sealPart, sealSubstituted, sealWhy } from '../sealed_print.js'
import type { NextPart } from './next_part.js'

/**
 * Keeps a part with who is in it and who was held back.
 *
 * @returns whether the print still runs; a part somebody else has kept meanwhile is left as it is
 */
export async function keepPart(
  job: RunningPrint,
  { number, pieces, heldBack, substituted, between }: NextPart,
  { pdf, pages }: TypesetPart
): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  const { rows: running } = await db.rawQuery(
    `SELECT id FROM print_jobs
      WHERE municipality_id = ? AND id = ? AND state = 'printing' FOR UPDATE`,
    [municipalityId, job.id]
  )
  if (running.length === 0) return false
  const { rows: kept } = await db.rawQuery(
    `INSERT INTO print_parts (municipality_id, job_id, number, records, pages, pdf_sealed)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number`,
    [municipalityId, job.id, number, pieces.length, pages, sealPart(job.id, number, pdf)]
  )
  if (kept.length === 0) return true
  await db.rawQuery(
    `UPDATE print_records SET part = ?, secret_sealed = NULL
      WHERE municipality_id = ? AND job_id = ? AND position >= ? AND position < ?
        AND resident_id = ANY (?::uuid[])`,
    [number, municipalityId, job.id, ...between, pieces.map(({ id }) => id)] as any[]
  )
  await holdBack(job.id, heldBack)
  await noteSubstituted(job.id, substituted)
  await db.rawQuery(
    `UPDATE print_jobs
        SET printed = printed + ?, held_back = held_back + ?, without_barcode = without_barcode + ?,
            pages = pages + ?
      WHERE municipality_id = ? AND id = ?`,
    [
      pieces.length,
      heldBack.size,
      pieces.filter(({ bars }) => bars === null).length,
      pages,
      municipalityId,
      job.id,
    ]
  )
  return true
}

async function holdBack(jobId: string, heldBack: Map<string, HeldBack>) {
  for (const [id, why] of heldBack) {
    await db.rawQuery(
      `UPDATE print_records
          SET held_back = true, why_sealed = ?, secret_sealed = NULL,
              /* what another print has issued since leaves nothing of this one's to be told */
              issued = CASE WHEN ? THEN NULL ELSE issued END
        WHERE municipality_id = ? AND job_id = ? AND resident_id = ?`,
      [
        ...[sealWhy(jobId, id, why), why.because === 'issued_since'],
        ...[tenancy.current().municipalityId, jobId, id],
      ]
    )
  }
}

/** Of those who were printed; who was held back after all was printed with nothing. */
async function noteSubstituted(jobId: string, substituted: Map<string, Substitution[]>) {
  for (const [id, what] of substituted) {
    await db.rawQuery(
      `UPDATE print_records SET substituted_sealed = ?
        WHERE municipality_id = ? AND job_id = ? AND resident_id = ? AND part IS NOT NULL`,
      [sealSubstituted(jobId, id, what), tenancy.current().municipalityId, jobId, id]
    )
  }
}
