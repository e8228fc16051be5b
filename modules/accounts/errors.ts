import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** ID and password, or number and birthday, open no account: unknown, wrong, suspended and withdrawn are one answer. */
export class E_ACCOUNT_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_ACCOUNT_REFUSED'
  static override message = 'These open no account'
}

/** The page is for a signed-in account; leads to the sign-in page and back. */
export class E_SIGN_IN_NEEDED extends Exception {
  static override status = 401
  static override code = 'E_SIGN_IN_NEEDED'
  static override message = 'The page needs a signed-in account'

  handle(_error: this, { request, response, tenant }: HttpContext) {
    const base = `/${tenant.municipality.slug}/account`
    const wanted = request.method() === 'GET' ? `?next=${encodeURIComponent(request.url())}` : ''
    return response.redirect().status(303).toPath(`${base}/sign-in${wanted}`)
  }
}

/** A page that says why something was not done: its sentences are under `accounts.errors.<code>`. */
abstract class AccountError extends Exception {
  async handle(error: this, { response, view }: HttpContext) {
    response.status(error.status).header('Cache-Control', 'no-store')
    return response.send(await view.render('accounts::pages/public/refused', { code: error.code }))
  }
}

/** A mailed link is too old, was used, or is none of ours. */
export class E_LINK_EXPIRED extends AccountError {
  static override status = 404
  static override code = 'E_LINK_EXPIRED'
  static override message = 'The link is not valid any more'
}

/** Booking is for people with an account here, and nobody said who it is. */
export class E_BOOKER_UNKNOWN extends AccountError {
  static override status = 409
  static override code = 'E_BOOKER_UNKNOWN'
  static override message = 'Only registered people may book'
}

/** Another module knows that this person may not book now. */
export class E_BOOKER_STOPPED extends AccountError {
  static override status = 409
  static override code = 'E_BOOKER_STOPPED'
  static override message = 'This person may not book now'
}

/** The account has as many live reservations as the municipality allows. */
export class E_TOO_MANY_RESERVATIONS extends AccountError {
  static override status = 409
  static override code = 'E_TOO_MANY_RESERVATIONS'
  static override message = 'The account has as many live reservations as are allowed'
}

/** A value that must be unique (利用者ID, ログインID, address, notice number) belongs to another account. */
export class E_ACCOUNT_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_ACCOUNT_TAKEN'
  constructor(readonly field: 'user_id' | 'login_name' | 'email' | 'notice_number') {
    super(`Another account has this ${field}`)
  }
}

/** The new password breaks a rule; `message` is the translation key of the reason. */
export class E_PASSWORD_UNSUITABLE extends Exception {
  static override status = 422
  static override code = 'E_PASSWORD_UNSUITABLE'
}

/** A line of a file, and what is wrong with it. */
export interface ImportMistake {
  /** As a spreadsheet counts: the header is line 1. */
  line: number
  message: string
}

/** The file was not imported, nothing of it. */
export class E_IMPORT_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_IMPORT_REFUSED'
  constructor(readonly mistakes: ImportMistake[]) {
    super(`${mistakes.length} lines cannot be imported`)
  }
}
