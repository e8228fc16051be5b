import { Exception } from '@adonisjs/core/exceptions'

/** Sign-in refused, for whatever reason. */
export class E_OPERATOR_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_OPERATOR_REFUSED'
}

/** What was asked cannot be done. `message` is a translation key. */
export class E_PROVISIONING_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_PROVISIONING_REFUSED'
  constructor(
    readonly field: string,
    message: string
  ) {
    super(message)
  }
}
