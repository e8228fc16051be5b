import { Exception } from '@adonisjs/core/exceptions'

/** The address leads nowhere: unknown municipality, module off, record of another municipality. One answer for all, so that none can be told apart. */
export class E_PAGE_NOT_FOUND extends Exception {
  static override status = 404
  static override code = 'E_PAGE_NOT_FOUND'
  static override message = 'The page does not exist'
}

/** Signed in, but without the permission. */
export class E_FORBIDDEN extends Exception {
  static override status = 403
  static override code = 'E_FORBIDDEN'
  static override message = 'The permission for this is missing'
}

/** A text has a NUL in it, which the database cannot hold. */
export class E_NOT_STORABLE extends Exception {
  static override status = 400
  static override code = 'E_NOT_STORABLE'
  static override message = 'The text has a character that cannot be stored'
}
