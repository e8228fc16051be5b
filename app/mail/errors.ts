import { Exception } from '@adonisjs/core/exceptions'

/** The message cannot be sent again: it did not fail, its text is erased, or there is no mail server. `message` is a translation key. */
export class E_MAIL_NOT_RETRIED extends Exception {
  static override status = 409
  static override code = 'E_MAIL_NOT_RETRIED'
}
