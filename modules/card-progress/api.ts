import { defineEvent, extensionPoint, uiSlot } from '@madoguchi/module-kit'
import type { EventFacts } from './event_facts.js'
import type { CaseStatus, ProgressCode } from './progress_codes.js'

export type { EventFacts, CaseStatus, ProgressCode }

/** What other modules may know of a card: the code that stands for it, where it is, how far it has come. */
export interface ProgressFact {
  caseId: string
  linkCode: string
  /** Number of the event within the case. */
  seq: number
  code: ProgressCode
  variant: string | null
  /** The status after it, and the counter the card belongs to. */
  status: CaseStatus
  counterId: string
}

export const progressRecorded = defineEvent<ProgressFact>('card-progress.recorded')
/** `cancels` is the number of the event that was taken back; `code` is what it was. */
export const progressCancelled = defineEvent<ProgressFact & { cancels: number }>(
  'card-progress.cancelled'
)

/** Among the cards of the progress system's top page: 利用者管理, where a module has it (R103). */
export const topMenu = uiSlot<Record<string, never>>('card-progress.top_menu')

/**
 * For whom of these link codes no card may be handed over, asked of modules
 * that know whom a code stands for. It runs in the transaction that records
 * 交付, and what it answers has to stay true until that one ends.
 */
export type BarredFromIssue = (linkCodes: string[]) => Promise<string[]>

export const barredFromIssue = extensionPoint<BarredFromIssue>('card-progress.barred_from_issue')

/**
 * The link codes of all who may not book now: to the other deployment they are
 * codes with nothing to book, and it is not told why.
 */
export type BarredFromBooking = () => Promise<string[]>

export const barredFromBooking = extensionPoint<BarredFromBooking>(
  'card-progress.barred_from_booking'
)

/**
 * Records an event for the card a link code stands for, in the open scope.
 *
 * @param input.token of the message it comes from: told twice, it is recorded once
 * @returns whether the card is known here, and why nothing was recorded where nothing was
 */
export async function recordProgress(input: {
  linkCode: string
  facts: EventFacts & { source: string }
  token?: string
}): Promise<
  { recorded: true; caseId: string; seq: number } | { recorded: false; because: string }
> {
  /** Loaded when called: a manifest reads this file before there is a database. */
  const { recordFor } = await import('./actions/record_for.js')
  return recordFor(input)
}

/**
 * The link codes of cards handed over in a period, with the ISO date of each,
 * for figures about people by whoever knows them; in the open scope.
 *
 * @param reach.counterIds null for every counter
 */
export async function handedOver(reach: {
  from: string
  until: string
  counterIds: string[] | null
}): Promise<{ linkCode: string; on: string }[]> {
  const { handedOver: read } = await import('./queries/handed_over.js')
  return read(reach)
}

/** What has become of the cards of a link code. */
export interface CardsOfCode {
  /** ISO date on which the last of them was handed over; null while none was. */
  handedOverOn: string | null
  /** Whether one of them is still to be handed over, or is looked for. */
  waiting: boolean
}

/** The same of each link code that has cards; in the open scope. */
export async function cardsOfLinkCodes(codes: string[]): Promise<Map<string, CardsOfCode>> {
  const { cardsOfCodes } = await import('./queries/cards_of_codes.js')
  return cardsOfCodes(codes)
}

/**
 * The counter and shelf where each card lies, in words whose order is that of
 * the shelves; those on their way or on none are left out. Runs in the tenant
 * scope; nothing lies anywhere where the module is off.
 */
export async function shelvesOfLinkCodes(codes: string[]): Promise<Map<string, string>> {
  const { shelvesOfCodes } = await import('./queries/shelves_of_codes.js')
  return new Map(
    (await shelvesOfCodes(codes)).flatMap(
      ({ linkCode, counterName, inTransitTo, shelf }): [string, string][] =>
        shelf && !inTransitTo ? [[linkCode, `${counterName} ${shelf}`]] : []
    )
  )
}
