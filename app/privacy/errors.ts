import { Exception } from '@adonisjs/core/exceptions'

/** A municipality cannot be set to hold no residents' data; `reasons` are sentences on what is in the way. */
export class E_RESIDENT_DATA_IN_USE extends Exception {
  static override status = 409
  static override code = 'E_RESIDENT_DATA_IN_USE'
  constructor(readonly reasons: string[]) {
    super('Residents’ data is in use or stored')
  }
}

/** A person cannot be erased now; `hindrances` are sentences on why and what to do first. */
export class E_ERASURE_REFUSED extends Exception {
  static override status = 409
  static override code = 'E_ERASURE_REFUSED'
  constructor(readonly hindrances: string[]) {
    super('The person cannot be erased now')
  }
}
