import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { MANY_IN_WORDS } from '../coded_words.js'
import { endReasons, endReasonsOfMany } from './end_reasons.js'

/** Takes the words out of reasons that were written before a day; those of an action that still runs stay. */
const endOldReasons: ApplyRetention = async ({ before, limit }) => {
  const bindings = { before, limit, municipality: tenancy.current().municipalityId }
  const { rows: events } = await db.rawQuery(
    `SELECT case_id AS "caseId", seq FROM written_reasons
      WHERE municipality_id = :municipality
        AND written_at < :before::date::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY written_at LIMIT :limit`,
    bindings
  )
  if (events.length > 0) return endReasons(events)
  const { rows: actions } = await db.rawQuery(
    `SELECT id FROM bulk_actions
      WHERE municipality_id = :municipality AND ${MANY_IN_WORDS}
        AND finished_at < :before::date::timestamp AT TIME ZONE 'Asia/Tokyo'
      LIMIT :limit`,
    bindings
  )
  return endReasonsOfMany(actions.map(({ id }: { id: string }) => id))
}

export default endOldReasons
