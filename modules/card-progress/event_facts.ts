import type { ProgressCode } from './progress_codes.js'

/** What is said of an event, the same for every card it is recorded for. Nothing personal. */
export interface EventFacts {
  code: ProgressCode
  /** Which of the code's variants; of 返戻 always, otherwise the usual one is meant where nothing is said. */
  variant?: string | null
  /** Of 返戻, 差戻し and 交付不可 always, and of no other. */
  cause?: string | null
  /** ISO date on which it happened; today where nothing is said. */
  happenedOn?: string | null
  /** Why, where the rules warn; in staff's words. */
  reason?: string | null
  /** Where; the counter the card is at where nothing is said. */
  counterId?: string | null
  toCounterId?: string | null
  shelf?: string | null
  mailingId?: string | null
  disposalId?: string | null
  /** 通知書送付: until when the card is kept for the person. */
  deadline?: string | null
  /** 来庁予約: when, ISO; and the number of the booking. */
  visitAt?: string | null
  reference?: string | null
  oldCardCollected?: boolean | null
  /** `staff`, or which program says so. */
  source?: string
}
