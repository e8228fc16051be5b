import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * Why a booking did not do what was asked. Each has its sentences under
 * `reservation.errors.<code>`: what happened, what it means, what to do next.
 */
abstract class ReservationError extends Exception {
  /** An ISO moment its sentences name as `{moment}`. */
  moment?: string

  /** The reservation that stands in the way, for staff of its counter to open. */
  existing?: { id: string; counterId: string }

  async handle(error: this, ctx: HttpContext) {
    const page = ctx.staff ? 'staff/refused' : 'public/refused'
    ctx.response.status(error.status)
    return ctx.response.send(
      await ctx.view.render(`reservation::pages/${page}`, {
        code: error.code,
        moment: error.moment,
        existing: error.existing,
        base: ctx.staff && `/${ctx.tenant.municipality.slug}/staff`,
      })
    )
  }
}

/** The last seat went to somebody else, or the slot is not open (any more). */
export class E_SLOT_UNAVAILABLE extends ReservationError {
  static override status = 409
  static override code = 'E_SLOT_UNAVAILABLE'
  static override message = 'The slot has no seat left or is closed'
}

/** A procedure type that is not offered (any more). */
export class E_TYPE_UNAVAILABLE extends ReservationError {
  static override status = 409
  static override code = 'E_TYPE_UNAVAILABLE'
  static override message = 'New reservations cannot be of this type'
}

/** More persons than the municipality takes in one booking. */
export class E_PARTY_TOO_LARGE extends ReservationError {
  static override status = 409
  static override code = 'E_PARTY_TOO_LARGE'
  static override message = 'One booking is not for so many persons'
}

/** New reservations are taken from a moment on that is still to come (R40). */
export class E_RECEPTION_EARLY extends ReservationError {
  static override status = 409
  static override code = 'E_RECEPTION_EARLY'
  static override message = 'Reservations are not taken yet'

  constructor(override moment: string) {
    super()
  }
}

/** New reservations are not taken any more (R40). */
export class E_RECEPTION_OVER extends ReservationError {
  static override status = 409
  static override code = 'E_RECEPTION_OVER'
  static override message = 'Reservations are not taken any more'

  constructor(override moment: string) {
    super()
  }
}

/** Residents may change or cancel by themselves only up to some days before the visit. */
export class E_DEADLINE_PASSED extends ReservationError {
  static override status = 409
  static override code = 'E_DEADLINE_PASSED'
  static override message = 'The deadline for doing this oneself has passed'
}

/** What the booker comes for is not at this counter on this day. */
export class E_OUTSIDE_WINDOW extends ReservationError {
  static override status = 409
  static override code = 'E_OUTSIDE_WINDOW'
  static override message = 'What the booker comes for cannot be there then'
}

/** There is nothing the booker could come for. */
export class E_NOTHING_TO_BOOK extends ReservationError {
  static override status = 409
  static override code = 'E_NOTHING_TO_BOOK'
  static override message = 'There is nothing the booker could come for'
}

/** No hold belongs to this token. */
export class E_HOLD_UNKNOWN extends ReservationError {
  static override status = 404
  static override code = 'E_HOLD_UNKNOWN'
  static override message = 'There is no such hold'
}

/** The hold is there, but its form has not been filled in. */
export class E_FORM_NOT_FILLED_IN extends ReservationError {
  static override status = 409
  static override code = 'E_FORM_NOT_FILLED_IN'
  static override message = 'Nothing was filled in for this hold'
}

/** The link in the mail to the applicant has not been opened (申込者チェック). */
export class E_ADDRESS_UNPROVEN extends ReservationError {
  static override status = 409
  static override code = 'E_ADDRESS_UNPROVEN'
  static override message = 'The address has not been proven by the mailed link'
}

/** No such reservation here, or the page that showed it has expired. */
export class E_RESERVATION_NOT_FOUND extends ReservationError {
  static override status = 404
  static override code = 'E_RESERVATION_NOT_FOUND'
  static override message = 'There is no such reservation'
}

/** Somebody else changed the reservation first, or its state does not allow this. */
export class E_RESERVATION_MOVED_ON extends ReservationError {
  static override status = 409
  static override code = 'E_RESERVATION_MOVED_ON'
  static override message = 'The reservation is no longer in the state this page showed'
}

/** No such place in a line, or the page that showed it has expired. */
export class E_ENTRY_NOT_FOUND extends ReservationError {
  static override status = 404
  static override code = 'E_ENTRY_NOT_FOUND'
  static override message = 'There is no such waitlist entry'
}

/** A seat is left on the day somebody wants to wait for. */
export class E_DAY_NOT_FULL extends ReservationError {
  static override status = 409
  static override code = 'E_DAY_NOT_FULL'
  static override message = 'There is a seat left on this day'
}

/** Another procedure type has this code. The form says so beside the field. */
export class E_TYPE_CODE_TAKEN extends Exception {
  static override status = 422
  static override code = 'E_TYPE_CODE_TAKEN'
  static override message = 'Another procedure type has this code'
}

/** A counter's hours would lie over other hours of its. The form says so beside the field. */
export class E_HOURS_OVERLAP extends Exception {
  static override status = 422
  static override code = 'E_HOURS_OVERLAP'
  static override message = 'The counter is open at that time already'
}

/** The link code was stopped or replaced, or whom it stands for may not book now. */
export class E_CODE_STOPPED extends ReservationError {
  static override status = 409
  static override code = 'E_CODE_STOPPED'
  static override message = 'Nobody may book with this link code'
}

/** A visit with this link code is still to come. */
export class E_CODE_BOOKED_ALREADY extends ReservationError {
  static override status = 409
  static override code = 'E_CODE_BOOKED_ALREADY'
  static override message = 'There is a reservation with this link code already'

  constructor(override existing: { id: string; counterId: string }) {
    super()
  }
}
