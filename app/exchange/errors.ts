import { Exception } from '@adonisjs/core/exceptions'

/** The link code is not in use: never issued here, or revoked by now, perhaps by somebody else a moment ago. */
export class E_LINK_CODE_NOT_ACTIVE extends Exception {
  static override status = 409
  static override code = 'E_LINK_CODE_NOT_ACTIVE'
  static override message = 'The link code is not in use'
}
