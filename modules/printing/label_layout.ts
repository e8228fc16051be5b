import type { PrintLayout } from './print_layout.js'
import { labelsPerSheet, type Sheet } from './sheet.js'

/** How labels are printed. */
export interface LabelLayout extends PrintLayout {
  sheet: Sheet
  /** The first free label of a part-used sheet, from 1. */
  start: number
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
