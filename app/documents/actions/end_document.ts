import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_DOCUMENT_NOT_NOW } from '../errors.js'
import { sealPdf } from '../sealed_document.js'
import type { TypesetDocument } from '../typesetter.js'

/** Keeps what was made, unless it was cancelled or somebody else has made it meanwhile. */
export const finishDocument = (id: string, { pdf, pages }: TypesetDocument, kept = true) =>
  end(id, 'done', pages, kept ? sealPdf(id, pdf) : null)

export const failDocument = (id: string) => end(id, 'failed')

/** @throws E_DOCUMENT_NOT_NOW when it has ended */
export async function cancelDocument(id: string) {
  if (!(await end(id, 'cancelled'))) throw new E_DOCUMENT_NOT_NOW()
  await audit.record({ action: 'document.cancel', subject: { type: 'document', id } })
}

async function end(
  id: string,
  state: 'done' | 'cancelled' | 'failed',
  pages: number | null = null,
  pdf: string | null = null
): Promise<boolean> {
  const { rowCount } = (await db.rawQuery(
    `UPDATE documents
        SET state = ?, pages = ?, pdf_sealed = ?, order_sealed = NULL, ended_at = now()
      WHERE municipality_id = ? AND id = ? AND ended_at IS NULL`,
    [state, pages, pdf, tenancy.current().municipalityId, id] as any[]
  )) as { rowCount: number }
  return rowCount > 0
}
