import { Exception } from '@adonisjs/core/exceptions'

/** Somebody else changed the subject's fields after the page was opened. */
export class E_FIELDS_CHANGED extends Exception {
  static override status = 409
  static override code = 'E_FIELDS_CHANGED'
  static override message = 'The fields were changed by somebody else in the meantime'
}

/** Another field in use has this name: messages and files could not tell them apart. */
export class E_FIELD_LABEL_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_FIELD_LABEL_TAKEN'
  static override message = 'Another field has this name'
}

/** A field that says who somebody is, where the municipality holds no residents' data. */
export class E_PERSONAL_FIELD_REFUSED extends Exception {
  static override status = 409
  static override code = 'E_PERSONAL_FIELD_REFUSED'
  constructor() {
    super('The municipality holds no residents’ data, so nobody is asked who they are')
  }
}
