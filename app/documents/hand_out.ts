import type { HttpContext } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { failDocument, finishDocument } from './actions/end_document.js'
import { enterDocument, orderDocument, type ListedPaper } from './actions/order_document.js'
import { DocumentError } from './errors.js'
import { documents } from './documents.js'
import type { DocumentOrder } from './typesetter.js'

/** Data that takes about a second, a thousand lines of a report; nobody waits for a page much longer. */
const MOST_AT_ONCE = 150_000

export interface Paper extends ListedPaper {
  order: Omit<DocumentOrder, 'municipality'>
  /** Says that it could not be made, and what to do instead. */
  sorry: string
  /** Where somebody is led back to who does not get it. */
  back: string
  /** A document that says who somebody is is handed out and not kept. */
  kept?: boolean
}

/**
 * Answers with a document: at once, or, when it is a long one, with 印刷の一覧,
 * where it appears as soon as a worker has made it. Either way it is listed
 * there.
 */
export async function handOut(ctx: HttpContext, { sorry, back, kept, ...paper }: Paper) {
  const { i18n, response, session, tenant } = ctx
  const { slug } = tenant.municipality
  const order = { ...paper.order, municipality: { slug } }
  const leadTo = (path: string) => response.redirect().status(303).toPath(path)
  if (kept !== false && JSON.stringify(order.data).length > MOST_AT_ONCE) {
    await tenant.run(() => orderDocument(paper, order))
    session.flash('success', i18n.t('documents.left_to_worker'))
    return leadTo(`/${slug}/staff/documents`)
  }
  const id = await tenant.run(() => enterDocument(paper))
  try {
    const made = await documents.typeset(order)
    await tenant.run(() => finishDocument(id, made, kept))
    return sendPdf(ctx, paper.fileName, made.pdf)
  } catch (error) {
    await tenant.run(() => failDocument(id))
    if (!(error instanceof DocumentError)) throw error
    logger.error({ err: error }, 'a document could not be typeset')
    session.flash('error', sorry)
    return leadTo(back)
  }
}

/** Answers with a PDF to look at in the browser, which keeps no copy of it. */
export function sendPdf({ response }: HttpContext, fileName: string, pdf: Buffer) {
  response.header('Cache-Control', 'no-store')
  response.header('Content-Type', 'application/pdf')
  response.header('Content-Disposition', `inline; filename="${fileName}.pdf"`)
  return response.send(pdf)
}
