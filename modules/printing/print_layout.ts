export const PRINT_ORDERS = ['postal_code', 'kana', 'number', 'shelf'] as const
export type PrintOrder = (typeof PRINT_ORDERS)[number]

export const MARKS = ['no_forwarding', 'no_forwarding_personal', 'none'] as const
export type Mark = (typeof MARKS)[number]

/** Printed on paper for the post office and the addressee, so in Japanese whoever prints it. */
export const MARK_WORDS: Record<Mark, string | null> = {
  no_forwarding: '転送不要',
  no_forwarding_personal: '転送不要・親展',
  none: null,
}

export const HONORIFICS = ['様', '殿', '御中', '先生', '各位'] as const

/** What the post office counts apart: postcards, 定形, and 定形外 by weight in grams. */
export const MAILS = [
  ...['undecided', 'postcard', 'standard_50'],
  ...['large_50', 'large_100', 'large_150', 'large_250', 'large_500'],
] as const
export type Mail = (typeof MAILS)[number]

/** How something is printed, whatever kind it is of; nothing about whom for. */
export interface PrintLayout {
  printer: string | null
  offset: { x: number; y: number }
  order: PrintOrder
  honorific: string
  mark: Mark
  /** As what it is posted; left out where nobody said. */
  mail?: Mail
  /** The barcode's size; null for none. */
  points: number | null
}
