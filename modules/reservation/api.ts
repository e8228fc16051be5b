import type { HttpContext } from '@adonisjs/core/http'
import { defineEvent, exchangeFeed, extensionPoint, uiSlot } from '@madoguchi/module-kit'
import { CONFIRMED } from './reservation_state.js'

/** What other modules may know of a reservation: no key, nothing about the person. */
export interface ReservationFact {
  reservationId: string
  counterId: string
  /** ISO date. */
  visitDate: string
  receptionNumber: number
}

export const reservationMade = defineEvent<ReservationFact>('reservation.made')
export const reservationChanged = defineEvent<ReservationFact>('reservation.changed')
export const reservationCancelled = defineEvent<ReservationFact>('reservation.cancelled')
export const reservationNotCome = defineEvent<ReservationFact>('reservation.not_come')

/** Somebody is there: expected, or without a booking. */
export interface ArrivalFact extends ReservationFact {
  walkIn: boolean
}
export const reservationArrived = defineEvent<ArrivalFact>('reservation.arrived')
/** An arrival marked by mistake was taken back: the reservation stands again. */
export const reservationArrivalUndone = defineEvent<ReservationFact>('reservation.arrival_undone')

/** Below the facts on the staff's page of one reservation. */
export const reservationDetail = uiSlot<{ reservationId: string }>('reservation.detail')

/** On the page that ends a temporary counter (R121): what else has to leave it. */
export const counterEnd = uiSlot<{ counterId: string }>('reservation.counter_end')

/** Below the residents' calendar. The page is kept for everybody: nothing about the visitor belongs there. */
export const calendarEnd = uiSlot<Record<string, never>>('reservation.calendar_end')

/** Somebody a module knows as the one who books. */
export interface Booker {
  id: string
  /** What the page calls them: their ID, not their name. */
  name: string
}

/**
 * Who books, where a module knows people. Without an answer to this point
 * everybody books unknown, with an access key.
 */
export interface BookerDoor {
  /** Who the visitor is known to be already, and who may book here. */
  arrive(
    ctx: HttpContext
  ): Promise<{ booker: Booker | null; mayBook: 'known' | 'strangers' | 'both' }>
  /**
   * Reads who books from the sent form; null when what it says opens nothing.
   * `detour` is a page to see before the booking goes on.
   */
  identify(ctx: HttpContext): Promise<{ booker: Booker; detour?: string } | null>
  /**
   * Whether they may book one more, in the transaction that makes it.
   *
   * @returns the address they are written to, if there is one
   * @throws an error that answers the request when they may not
   */
  admit(bookerId: string | null): Promise<{ email: string | null }>
}

export const bookerDoor = extensionPoint<BookerDoor>('reservation.booker')

/** How staff find and name somebody by the ID they say on the phone (R47, R49); both run in the tenant scope. */
export interface BookerDirectory {
  /** Those whose ID is what was typed, however it was written. */
  find(typed: string): Promise<string[]>
  /** Their IDs, never their names. */
  names(ids: string[]): Promise<Map<string, string>>
  /** The numbers they can be phoned at, for staff who may see personal data; nothing for those who gave none. */
  phones(ids: string[]): Promise<Map<string, string>>
}

export const bookerDirectory = extensionPoint<BookerDirectory>('reservation.booker_directory')

/** In the booking form, where somebody says who they are. */
export interface BookerFormProps extends Record<string, unknown> {
  /** Address of the form page. */
  base: string
  refused: boolean
  values: Record<string, unknown>
}
export const bookerForm = uiSlot<BookerFormProps>('reservation.booker_form')

/** What somebody known has booked, for their own page and the staff's; runs in the tenant scope. */
export async function reservationsOf(bookerId: string) {
  const { reservationsOfBooker } = await import('./queries/reservations_of_booker.js')
  return reservationsOfBooker(bookerId)
}

/** How many visits of theirs are still to come; runs in the tenant scope. */
export async function liveReservationsOf(bookerId: string) {
  const { liveReservationsOfBooker } = await import('./queries/reservations_of_booker.js')
  return liveReservationsOfBooker(bookerId)
}

/** How a reservation stands at the moment; what other modules may know of it. */
export interface VisitFact extends ReservationFact {
  state: (typeof CONFIRMED)[number]
  startsAt: Date
  /** When somebody noted that they came or did not. */
  settledAt: Date | null
  /** Whether it is for receiving a card, or for something else. */
  collectsCard: boolean
}

/**
 * How a reservation stands now, once it was confirmed: an event tells that
 * something happened, and may be told late or twice. Runs in the tenant scope.
 */
export async function visitOf(reservationId: string): Promise<VisitFact | undefined> {
  const { visitOf: read } = await import('./queries/visit_of.js')
  return read(reservationId)
}

/**
 * The shown ID of whoever booked, by reservation: a link code where IDs are
 * link codes. Nothing where nobody is known, and nothing for those who come
 * along. Runs in the tenant scope.
 */
export async function linkCodesOf(reservationIds: string[]): Promise<Map<string, string>> {
  const { linkCodesOf: read } = await import('./queries/visit_of.js')
  return read(reservationIds)
}

/**
 * The visits of whoever is known by an ID, on the first day from one on that
 * has any, so that a module that missed an event can walk through the days and
 * compare. Runs in the tenant scope.
 *
 * @param from ISO date
 * @returns nothing when there is no such day
 */
export async function knownVisitsFrom(from: string): Promise<DayOfVisits | undefined> {
  const { knownVisitsFrom: read } = await import('./queries/known_visits.js')
  return read(from)
}

export interface DayOfVisits {
  /** ISO date. */
  date: string
  visits: (VisitFact & { shownId: string })[]
}

/** Where what somebody comes for lies. */
export interface ShelfPlace {
  /** A short text for a list; the shelf where it is at the counter. */
  text: string
  /** Whether it is at the counter of the visit. */
  here: boolean
}

/**
 * Where what somebody comes for lies, so that it can be taken out in the order
 * of the shelves, and staff see what is not there. Runs in the tenant scope.
 *
 * @returns by reservation; nothing for those it knows nothing of
 */
export type ShelfOf = (
  visits: { reservationId: string; counterId: string }[]
) => Promise<Map<string, ShelfPlace>>

export const shelfOf = extensionPoint<ShelfOf>('reservation.shelf_of')

/** What somebody known may book: one counter, between two days; `null` leaves that end open. */
export interface BookableWindow {
  counterId: string
  /** ISO dates. */
  from: string
  until: string | null
}

/**
 * Where and when somebody may book whose visit is for a thing that lies
 * somewhere, by their shown ID. It binds residents who are known; the calendar
 * is everybody's and never asks. Runs in the tenant scope.
 *
 * @returns `nothing` where there is nothing to come for; undefined where they are not bound
 */
export type WindowOf = (shownId: string) => Promise<BookableWindow | 'nothing' | undefined>

export const bookableWindow = extensionPoint<WindowOf>('reservation.bookable_window')

/**
 * Whether whoever a link code stands for may book, in the transaction that
 * makes the booking, whoever typed it; asked of modules that know people. One
 * no is enough.
 */
export type MayBookByCode = (linkCode: string) => Promise<boolean>

export const mayBookByCode = extensionPoint<MayBookByCode>('reservation.may_book_by_code')

/** What was booked by link code and what became of it, for where the cards are (R110). */
export const reservationsFeed = exchangeFeed('reservations', {
  link_code: 'link_code',
  reservation: 'uuid',
  reception_number: 'number',
  counter: 'counter_code',
  starts_at: 'moment',
  /** When it came to what it is: the visitor was there, or did not come. */
  settled_at: 'moment?',
  state: CONFIRMED,
})

/** 予約できる範囲, from where the cards are: a counter and days, or that there is nothing to come for. */
export const cardsFeed = exchangeFeed('cards', {
  link_code: 'link_code',
  state: ['open', 'closed'],
  counter: 'counter_code?',
  from: 'date?',
  until: 'date?',
})
