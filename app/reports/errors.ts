import { Exception } from '@adonisjs/core/exceptions'

/** The database was stopped before it had counted everything. */
export class E_REPORT_TOO_SLOW extends Exception {
  static override status = 422
  static override code = 'E_REPORT_TOO_SLOW'
  static override message = 'The report took too long; it needs a shorter period or one counter'
}
