import { Exception } from '@adonisjs/core/exceptions'

/** Another counter of the municipality has this code. */
export class E_COUNTER_CODE_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_COUNTER_CODE_TAKEN'
  static override message = 'Another counter has this code'
}
