import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { Prohibition } from './fold.js'

/** Why nothing was recorded for a card; each has its sentence under `card-progress.staff.refusals`. */
export type Refusal =
  | Prohibition
  | 'unknown_code'
  | 'no_case'
  | 'code_revoked'
  | 'other_counter'
  | 'twice_here'
  | 'forbidden'
  | 'reason_needed'
  | 'switched_off'
  | 'moved_on'
  | 'another_live'
  | 'person_barred'
  | 'in_future'
  | 'same_counter'
  | 'cancelled_already'
  | 'nothing_to_cancel'
  | 'cancel_later_first'
  | 'has_successor'
  | 'number_taken'
  | 'not_live'
  | 'other_visit'
  | 'several_cards'
  | 'cause_needed'
  | 'cause_of_another'
  | 'variant_needed'
  | 'not_receiver'
  | 'proposed_already'

/** Each renders a page that says what happened and what to do: `card-progress.staff.errors.<code>`. */
abstract class CardProgressError extends Exception {
  because?: Refusal
  from?: string
  to?: string

  async handle(error: this, ctx: HttpContext) {
    ctx.response.status(error.status)
    return ctx.response.send(
      await ctx.view.render('card-progress::pages/staff/refused', {
        code: error.code,
        because: error.because,
      })
    )
  }
}

/** Nothing was recorded; `because` says why. */
export class E_NOT_RECORDED extends CardProgressError {
  static override status = 409
  static override code = 'E_NOT_RECORDED'
  static override message = 'The event cannot be recorded'

  constructor(override because: Refusal) {
    super()
  }
}

/** Somebody else recorded something since this page was shown (R108). */
export class E_CASE_MOVED_ON extends CardProgressError {
  static override status = 409
  static override code = 'E_CASE_MOVED_ON'
  static override message = 'The case is no longer what this page showed'
}

export class E_CASE_NOT_FOUND extends CardProgressError {
  static override status = 404
  static override code = 'E_CASE_NOT_FOUND'
  static override message = 'There is no such card here'
}

/** Another batch has this number. The form says so beside the field. */
export class E_BATCH_NUMBER_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_BATCH_NUMBER_TAKEN'
  static override message = 'Another batch has this number'
}

/** Nothing of a disposal was recorded, because of these cards. Its page names them. */
export class E_DISPOSAL_REFUSED extends Exception {
  static override status = 409
  static override code = 'E_DISPOSAL_REFUSED'
  static override message = 'Some cards cannot be disposed of any more'

  constructor(readonly refused: { caseId: string; because: Refusal }[]) {
    super()
  }
}

/** The disposal was confirmed or withdrawn by now. */
export class E_DISPOSAL_SETTLED extends CardProgressError {
  static override status = 409
  static override code = 'E_DISPOSAL_SETTLED'
  static override message = 'The disposal is not waiting for confirmation'
}

/** Whoever proposed a disposal cannot confirm it. */
export class E_SAME_PERSON extends CardProgressError {
  static override status = 409
  static override code = 'E_SAME_PERSON'
  static override message = 'A disposal is confirmed by somebody else'
}

/** The stock-take was closed by now. */
export class E_STOCK_TAKE_CLOSED extends CardProgressError {
  static override status = 409
  static override code = 'E_STOCK_TAKE_CLOSED'
  static override message = 'The stock-take is closed'
}
