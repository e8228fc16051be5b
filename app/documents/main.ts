import { Typesetter, type DocumentOrder } from './typesetter.js'

export {
  DocumentError,
  E_DOCUMENT_TOO_LARGE,
  E_DOCUMENT_TOO_SLOW,
  E_TEMPLATE_REFUSED,
  E_TYPESETTER_BUSY,
  E_TYPESETTING_UNAVAILABLE,
} from './errors.js'
export { paperHead } from './paper_head.js'
export type { DocumentOrder, TypesetDocument } from './typesetter.js'

const typesetter = new Typesetter()

/**
 * Documents on paper. A template is Typst (https://typst.app), which imports
 * the product's look from /common.typ; what it prints comes as data.
 *
 * @example
 * const { pdf } = await documents.typeset({
 *   template: new URL('../documents/sheet.typ', import.meta.url),
 *   data: { title: '当日一覧', … },
 * })
 */
export const documents = {
  typeset: (order: DocumentOrder) => typesetter.typeset(order),
  /** Why there are no PDFs on this machine; null when there are. Screens, files and the browser's own printing remain. */
  whyUnavailable: () => typesetter.whyUnavailable(),
}
