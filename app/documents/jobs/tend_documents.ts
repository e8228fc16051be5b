import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { failDocument } from '../actions/end_document.js'
import makeDocument from './make_document.js'

/** A document takes half a minute at most: whoever was at it longer ago is gone. */
const SECONDS_ALONE = 90

/** Takes up documents whose process was killed; those it had to make at once have failed. */
export default async function tendDocuments({ municipalityId }: { municipalityId: number }) {
  const municipality = { id: municipalityId }
  for (const { id, ordered } of await tenancy.run(municipality, leftAlone)) {
    if (ordered) await makeDocument({ municipalityId, documentId: id })
    else await tenancy.run(municipality, () => failDocument(id))
  }
}

async function leftAlone(): Promise<{ id: string; ordered: boolean }[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, order_sealed IS NOT NULL AS ordered FROM documents
      WHERE municipality_id = ? AND ended_at IS NULL
        AND touched_at < now() - make_interval(secs => ${SECONDS_ALONE})
      ORDER BY created_at`,
    [tenancy.current().municipalityId]
  )
  return rows
}
