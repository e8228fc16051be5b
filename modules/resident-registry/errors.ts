import { Exception } from '@adonisjs/core/exceptions'
import type { CodeRefusal } from './queries/why_not_given.js'
import type { RefusedReason } from './resident_import.js'

/** 住民ID that other residents have already. */
export class E_RESIDENT_NUMBER_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_RESIDENT_NUMBER_TAKEN'
  constructor(readonly numbers: string[]) {
    super('Other residents have these numbers')
  }
}

/** Somebody else changed the resident meanwhile, or it is not in the state the change starts from. */
export class E_RESIDENT_CHANGED extends Exception {
  static override status = 409
  static override code = 'E_RESIDENT_CHANGED'
  static override message = 'The resident was changed meanwhile'
}

/** A link code is issued to, or taken from, somebody for whom that is not possible now. */
export class E_NO_LINK_CODE_NOW extends Exception {
  static override status = 409
  static override code = 'E_NO_LINK_CODE_NOW'
  static override message =
    'The resident has no link code to change, has one already, or may have none'
}

/** A link code that was issued already cannot be given to the resident; `none` is no link code at all. */
export class E_LINK_CODE_NOT_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_LINK_CODE_NOT_TAKEN'
  constructor(readonly reason: CodeRefusal | 'none') {
    super(`The link code cannot be given to the resident: ${reason}`)
  }
}

/** A file that may not be imported at all, and the line that says why. */
export class E_IMPORT_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_IMPORT_REFUSED'
  constructor(
    readonly line: number,
    readonly reason: RefusedReason
  ) {
    super(`The file cannot be imported because of line ${line}`)
  }
}

/** A file that is not 日本郵便's, or has no town of the municipality. */
export class E_TOWN_FILE_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_TOWN_FILE_REFUSED'
  constructor(readonly reason: 'other_file' | 'cut_off' | 'not_ours') {
    super(`The file cannot be used as a table of towns: ${reason}`)
  }
}

/** Another table of towns is in use than the one somebody wanted to replace. */
export class E_TOWNS_MOVED_ON extends Exception {
  static override status = 409
  static override code = 'E_TOWNS_MOVED_ON'
  static override message = 'Another table of towns is in use by now'
}

/** The import is in no state for this, or ended meanwhile. */
export class E_IMPORT_MOVED_ON extends Exception {
  static override status = 409
  static override code = 'E_IMPORT_MOVED_ON'
  static override message = 'The import is not in the state this starts from'
}
