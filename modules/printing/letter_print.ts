import type { Box } from './letter_layout.js'
import type { FieldOfAll } from './merge_fields.js'
import type { PrintLayout } from './print_layout.js'
import type { WordingText } from './wording.js'

/** How letters are printed: everything they need as it was when the print began. */
export interface LetterPrint extends PrintLayout {
  wording: WordingText & { id: string; name: string; version: number }
  layout: { id: string; paper: { width: number; height: number }; address: Box }
  /** What is filled in the same for everybody. */
  facts: Record<FieldOfAll, string>
  /** Whether those who have an initial password get another; only for letters that hold one. */
  renew: boolean
  /** What codes and QR codes are called beside them. */
  words: Record<string, string>
}
