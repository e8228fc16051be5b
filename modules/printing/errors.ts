import { Exception } from '@adonisjs/core/exceptions'

/** A print is asked to do what it is past: to stop when it has ended, to go on when it runs. */
export class E_PRINT_NOT_NOW extends Exception {
  static override status = 409
  static override code = 'E_PRINT_NOT_NOW'
  static override message = 'The print is not in a state in which this can be done'
}

/** A wording was edited that is not the latest any more, or is not in use. */
export class E_WORDING_MOVED_ON extends Exception {
  static override status = 409
  static override code = 'E_WORDING_MOVED_ON'
  static override message = 'The wording has a later version, or was put away'
}

/** Two wordings in use would have one name. */
export class E_WORDING_NAME_TAKEN extends Exception {
  static override status = 409
  static override code = 'E_WORDING_NAME_TAKEN'
  static override message = 'Another wording in use has this name'
}
