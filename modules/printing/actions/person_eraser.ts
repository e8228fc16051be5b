import db from '@adonisjs/lucid/services/db'
import { uuidsOf, type PersonEraser } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/**
 * Removes somebody from the prints they are in, and the files with their
 * address; whoever else is in such a file is printed anew where it is needed.
 * How many were printed stays.
 */
const personEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const { rows } = await db.rawQuery(
      `SELECT count(*)::int AS prints,
              count(DISTINCT (r.job_id, r.part)) FILTER (WHERE p.pdf_sealed IS NOT NULL)::int AS files,
              count(*) FILTER (WHERE j.state IN ('waiting', 'printing'))::int AS running
         FROM print_records r
         JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
         LEFT JOIN print_parts p
           ON p.municipality_id = r.municipality_id AND p.job_id = r.job_id AND p.number = r.part
        WHERE r.municipality_id = ? AND r.resident_id = ANY (?::uuid[])`,
      [tenancy.current().municipalityId, uuidsOf(keys, 'resident')] as any[]
    )
    const { prints, files, running } = rows[0] as Record<'prints' | 'files' | 'running', number>
    const say = (what: string, n: number) => i18n.t(`printing.staff.privacy.erase.${what}`, { n })
    return {
      goes: [
        ...(prints > 0 ? [say('prints', prints)] : []),
        ...(files > 0 ? [say('files', files)] : []),
      ],
      stays: prints > 0 ? [say('stays', prints)] : [],
      hindrances: running > 0 ? [say('running', running)] : [],
    }
  },

  async erase(keys) {
    const { municipalityId } = tenancy.current()
    const bindings = { municipality: municipalityId, ids: uuidsOf(keys, 'resident') } as any
    await db.rawQuery(
      `UPDATE print_parts p SET pdf_sealed = NULL, erased_at = now()
         FROM print_records r
        WHERE r.municipality_id = :municipality AND r.resident_id = ANY (:ids::uuid[])
          AND p.municipality_id = r.municipality_id AND p.job_id = r.job_id AND p.number = r.part
          AND p.pdf_sealed IS NOT NULL`,
      bindings
    )
    /** The conditions of a search that found them can be their name. */
    await db.rawQuery(
      `UPDATE print_jobs j SET selection_sealed = NULL
         FROM print_records r
        WHERE r.municipality_id = :municipality AND r.resident_id = ANY (:ids::uuid[])
          AND j.municipality_id = r.municipality_id AND j.id = r.job_id`,
      bindings
    )
    const { rowCount } = await db.rawQuery(
      'DELETE FROM print_records WHERE municipality_id = :municipality AND resident_id = ANY (:ids::uuid[])',
      bindings
    )
    return rowCount
  },
}

export default personEraser
