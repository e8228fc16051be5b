import { Exception } from '@adonisjs/core/exceptions'

/** A document could not be made. The message is a sentence for whoever reads the log; pages say it in their own words. */
export class DocumentError extends Exception {
  static override status = 503
}

/** There is no typesetting here at all: no program for this platform, or it does not start. */
export class E_TYPESETTING_UNAVAILABLE extends DocumentError {
  static override code = 'E_TYPESETTING_UNAVAILABLE'
}

/** The template is wrong, or does not fit the data it was given. */
export class E_TEMPLATE_REFUSED extends DocumentError {
  static override status = 500
  static override code = 'E_TEMPLATE_REFUSED'
}

/** It took too long and was stopped; a smaller document would not have. */
export class E_DOCUMENT_TOO_SLOW extends DocumentError {
  static override code = 'E_DOCUMENT_TOO_SLOW'
}

/** The process ended before the document was there, most likely because it needed too much memory. */
export class E_DOCUMENT_TOO_LARGE extends DocumentError {
  static override code = 'E_DOCUMENT_TOO_LARGE'
}

/** Too many documents are waiting already. */
export class E_TYPESETTER_BUSY extends DocumentError {
  static override code = 'E_TYPESETTER_BUSY'
}

/** A document is to be cancelled that has ended by now. */
export class E_DOCUMENT_NOT_NOW extends Exception {
  static override status = 409
  static override code = 'E_DOCUMENT_NOT_NOW'
  static override message = 'The document has ended'
}
