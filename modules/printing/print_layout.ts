export const PRINT_ORDERS = ['postal_code', 'kana', 'number', 'shelf'] as const
export type PrintOrder = (typeof PRINT_ORDERS)[number]

export const MARKS = ['no_forwarding', 'no_forwarding_personal', 'none'] as const
export type Mark = (typeof MARKS)[number]

export const HONORIFICS = ['様', '殿', '御中'] as const

/** How something is printed, whatever kind it is of; nothing about whom for. */
export interface PrintLayout {
  printer: string | null
  offset: { x: number; y: number }
  order: PrintOrder
  honorific: string
  mark: Mark
  /** The barcode's size; null for none. */
  points: number | null
}
