import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Removes files, and who was in them, when their time has come; that somebody printed how many stays. */
export default async function forgetPrints({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, async () => {
    const { rows } = await db.rawQuery(
      `UPDATE print_jobs SET removed_at = now(), selection_sealed = NULL
        WHERE municipality_id = ? AND kept_until < now() AND removed_at IS NULL
          AND state NOT IN ('waiting', 'printing')
        RETURNING id`,
      [municipalityId]
    )
    const ids = rows.map(({ id }: { id: string }) => id)
    for (const table of ['print_parts', 'print_records']) {
      await db.rawQuery(
        `DELETE FROM ${table} WHERE municipality_id = ? AND job_id = ANY (?::uuid[])`,
        [tenancy.current().municipalityId, ids] as any[]
      )
    }
  })
}
