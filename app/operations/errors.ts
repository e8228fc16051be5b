import { Exception } from '@adonisjs/core/exceptions'

/** Somebody else saved the inquiry meanwhile. */
export class E_INQUIRY_CHANGED extends Exception {
  static override status = 409
  static override code = 'E_INQUIRY_CHANGED'
  static override message = 'Somebody else saved this inquiry meanwhile'
}

/** Twelve digits in a text are a 個人番号, which must be stored nowhere. */
export class E_MY_NUMBER_IN_TEXT extends Exception {
  static override status = 422
  static override code = 'E_MY_NUMBER_IN_TEXT'
  static override message = 'The text holds a My Number'
}
