import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { bookableWindow, type BookableWindow } from './api.js'
import { bookerNames } from './booker.js'
import { E_NOTHING_TO_BOOK, E_OUTSIDE_WINDOW } from './errors.js'
import { procedureType } from './queries/procedure_types.js'
import { staffCounters } from './queries/staff_counters.js'
import { linkCodesOf } from './queries/visit_of.js'

/** Whoever books: somebody a module knows, or somebody with a link code. */
export interface Asking {
  booker?: string
  linkCode?: string
}

export interface WantedVisit {
  counterId: string
  /** ISO date. */
  visitDate: string
  procedureTypeId: string | null
}

/** Where and when what somebody comes for can be had; no `window` where there is nothing. */
export interface PickUp {
  window: (BookableWindow & { counterName: string }) | null
  /** Whether the visit they want is there and then. */
  fits: boolean
}

/** Why staff book a visit that does not fit; words under `reservation.staff.window.reasons`. */
export const WINDOW_REASONS = [
  'card_moves',
  'card_expected',
  'deadline_extended',
  'other_business',
  'asked',
] as const
export type WindowReason = (typeof WINDOW_REASONS)[number]

/**
 * What binds the visit of somebody known, or of who has a link code. Runs in the tenant scope.
 *
 * @returns nothing for strangers, and for who comes for something else than a card
 */
export async function pickUpOf(
  { booker, linkCode }: Asking,
  wanted: WantedVisit
): Promise<PickUp | undefined> {
  if (linkCode || !booker) return pickUpBy(linkCode, wanted)
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  return pickUpBy((await bookerNames([booker], municipality)).get(booker), wanted)
}

/** The same for a reservation that is to move. */
export async function pickUpOfReservation(reservationId: string, wanted: WantedVisit) {
  return pickUpBy((await linkCodesOf([reservationId])).get(reservationId), wanted)
}

/**
 * Residents book what fits; staff may go on with a reason.
 *
 * @throws E_OUTSIDE_WINDOW
 * @throws E_NOTHING_TO_BOOK
 */
export function mustFit(pickUp: PickUp | undefined) {
  if (!pickUp || pickUp.fits) return
  throw pickUp.window ? new E_OUTSIDE_WINDOW() : new E_NOTHING_TO_BOOK()
}

async function pickUpBy(
  shownId: string | undefined,
  { counterId, visitDate, procedureTypeId }: WantedVisit
): Promise<PickUp | undefined> {
  if (shownId === undefined) return undefined
  if ((await procedureType(procedureTypeId))?.collectsCard === false) return undefined
  const window = await windowOf(shownId)
  if (window === undefined) return undefined
  if (window === 'nothing') return { window: null, fits: false }
  const isLate = window.until !== null && visitDate > window.until
  const counter = (await staffCounters([window.counterId]))[0]
  return {
    window: { ...window, counterName: counter.name },
    fits: counterId === window.counterId && visitDate >= window.from && !isLate,
  }
}

/** What the first module that knows says of where and when somebody may book; nothing where none does. */
export async function windowOf(shownId: string): Promise<BookableWindow | 'nothing' | undefined> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  for (const answer of await answersTo(bookableWindow, municipality)) {
    const window = await answer(shownId)
    if (window !== undefined) return window
  }
  return undefined
}
