import { Exception } from '@adonisjs/core/exceptions'

/** A print is asked to do what it is past: to stop when it has ended, to go on when it runs. */
export class E_PRINT_NOT_NOW extends Exception {
  static override status = 409
  static override code = 'E_PRINT_NOT_NOW'
  static override message = 'The print is not in a state in which this can be done'
}
