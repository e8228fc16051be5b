import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { coded, MANY_IN_WORDS } from '../coded_words.js'

/** Takes the words out of reasons. The event stays: it took place, and is counted. */
export async function endReasons(events: { caseId: string; seq: number }[]): Promise<number> {
  const { rowCount } = await db.rawQuery(
    `DELETE FROM written_reasons w
      USING jsonb_to_recordset(?::jsonb) AS n ("caseId" uuid, seq int)
      WHERE w.municipality_id = ? AND w.case_id = n."caseId" AND w.seq = n.seq`,
    [JSON.stringify(events), tenancy.current().municipalityId]
  )
  return rowCount
}

/** The same of what was said for many cards at once. */
export async function endReasonsOfMany(actionIds: string[]): Promise<number> {
  const { rowCount } = await db.rawQuery(
    `UPDATE bulk_actions SET facts = jsonb_set(facts, '{facts,reason}', to_jsonb(?::text))
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) AND ${MANY_IN_WORDS}`,
    [coded('written'), tenancy.current().municipalityId, actionIds] as any[]
  )
  return rowCount
}
