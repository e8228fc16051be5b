export { documents } from './documents.js'
export {
  DocumentError,
  E_DOCUMENT_TOO_LARGE,
  E_DOCUMENT_TOO_SLOW,
  E_TEMPLATE_REFUSED,
  E_TYPESETTER_BUSY,
  E_TYPESETTING_UNAVAILABLE,
} from './errors.js'
export { addOwnFont, isFontName, listOwnFonts, removeOwnFont, type OwnFont } from './own_fonts.js'
export type { GlyphCheck } from './glyphs.js'
export { handOut, sendPdf, type Paper } from './hand_out.js'
export { paperHead } from './paper_head.js'
export type { DocumentOrder, TypesetDocument } from './typesetter.js'
