import { labelsPerSheet, type Sheet } from './sheet.js'

export const LABEL_ORDERS = ['postal_code', 'kana', 'number'] as const
export type LabelOrder = (typeof LABEL_ORDERS)[number]

export const MARKS = ['no_forwarding', 'no_forwarding_personal', 'none'] as const
export type Mark = (typeof MARKS)[number]

export const HONORIFICS = ['様', '殿', '御中'] as const

/** How labels are printed; nothing about whom for. */
export interface LabelLayout {
  sheet: Sheet
  printer: string | null
  offset: { x: number; y: number }
  /** The first free label of a part-used sheet, from 1. */
  start: number
  order: LabelOrder
  honorific: string
  mark: Mark
  /** The barcode's size; null for none. */
  points: number | null
}

/** About how many labels are typeset at once: quick enough to show progress, few enough to need little memory. */
const AT_ONCE = 600

/** Parts are whole sheets; only the first begins on a part-used one. */
export function partOf({ sheet, start }: LabelLayout, number: number): [from: number, to: number] {
  const perSheet = labelsPerSheet(sheet)
  const perPart = Math.ceil(AT_ONCE / perSheet) * perSheet
  const used = start - 1
  return [Math.max(0, number * perPart - used), (number + 1) * perPart - used]
}
