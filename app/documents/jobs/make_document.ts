import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { tenancy } from '#app/tenancy/main'
import { failDocument, finishDocument } from '../actions/end_document.js'
import { DocumentError, E_TYPESETTER_BUSY } from '../errors.js'
import { documents } from '../documents.js'
import { openOrder } from '../sealed_document.js'
import type { DocumentOrder } from '../typesetter.js'

/** Makes a document that was left to a worker; two at one document keep it once. */
export default async function makeDocument(job: { municipalityId: number; documentId: string }) {
  const municipality = { id: job.municipalityId }
  const order = await tenancy.run(municipality, () => takeUp(job.documentId))
  if (!order) return
  try {
    const made = await documents.typesetInBulk(order)
    await tenancy.run(municipality, () => finishDocument(job.documentId, made))
  } catch (error) {
    /** The queue brings it again. */
    if (!(error instanceof DocumentError) || error instanceof E_TYPESETTER_BUSY) throw error
    logger.error({ err: error }, 'a document could not be typeset')
    await tenancy.run(municipality, () => failDocument(job.documentId))
  }
}

/** @returns nothing when it has ended */
async function takeUp(id: string): Promise<DocumentOrder | undefined> {
  const { rows } = await db.rawQuery(
    `UPDATE documents SET state = 'making', touched_at = now()
      WHERE municipality_id = ? AND id = ? AND order_sealed IS NOT NULL
      RETURNING order_sealed AS sealed`,
    [tenancy.current().municipalityId, id]
  )
  return rows[0] && openOrder(id, rows[0].sealed)
}
