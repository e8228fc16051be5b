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

/** Another account of the municipality has this login id. */
export class E_LOGIN_ID_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_LOGIN_ID_TAKEN'
  static override message = 'Another account has this login id'
}

/** The change would lock somebody out who must not be, or is not this person's to make. `message` is a translation key. */
export class E_STAFF_CHANGE_REFUSED extends Exception {
  static override status = 409
  static override code = 'E_STAFF_CHANGE_REFUSED'
}

/** The authenticator is not taken into use. `message` is a translation key. */
export class E_SECOND_FACTOR_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_SECOND_FACTOR_REFUSED'
}
