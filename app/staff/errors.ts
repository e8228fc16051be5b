import { Exception } from '@adonisjs/core/exceptions'

/** Sign-in refused. One message for every reason, so that it tells a stranger nothing about which accounts exist. */
export class E_SIGN_IN_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_SIGN_IN_REFUSED'
  static override message = 'The login id or password is wrong, or the account cannot be used now'
}

/** The new password is too short, too common, or the old one again. `message` is a translation key. */
export class E_PASSWORD_UNSUITABLE extends Exception {
  static override status = 422
  static override code = 'E_PASSWORD_UNSUITABLE'
}
