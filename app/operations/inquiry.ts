/** 問合せの分類: help with a screen, something broken, a wish, anything else (R117). */
export const INQUIRY_CATEGORIES = ['guidance', 'failure', 'request', 'other'] as const
export const INQUIRY_CHANNELS = ['phone', 'mail', 'counter'] as const
export const INQUIRY_STATES = ['open', 'answered', 'closed'] as const

export interface InquiryFacts {
  /** ISO date. */
  receivedOn: string
  counterId: string | null
  category: (typeof INQUIRY_CATEGORIES)[number]
  channel: (typeof INQUIRY_CHANNELS)[number]
  question: string
  answer: string | null
  state: (typeof INQUIRY_STATES)[number]
}

export interface Inquiry extends InquiryFacts {
  id: string
  number: number
  counterName: string | null
  version: number
  updatedAt: Date
}
