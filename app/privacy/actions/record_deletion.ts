import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface Deletion {
  /** What was done together has it in common. */
  runId: string
  kind: 'retention' | 'person'
  /** The retention rule, or the module whose records of a person it were. */
  what: string
  /** ISO date; of a retention rule. */
  before?: string
  count: number
}

/** 削除の記録: that something was erased, in the transaction that erased it; never what. */
export async function recordDeletion({ runId, kind, what, before, count }: Deletion) {
  const { municipalityId, actor } = tenancy.current()
  await db.rawQuery(
    `INSERT INTO deletion_records (municipality_id, run_id, kind, what, before_day, records, done_by)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [municipalityId, runId, kind, what, before ?? null, count, actor.staffId ?? null] as any[]
  )
}
