import { labelOf, type Label } from './label.js'
import { partOf, type LabelLayout } from './label_layout.js'
import type { PrintKind } from './print_kind.js'
import { typesetLabels } from './typeset_labels.js'

/** 宛名ラベル, many on a sheet. */
export const labels: PrintKind<LabelLayout, Label> = {
  paper: ({ sheet }) => sheet.name,
  notice: () => null,
  make: labelOf,
  partOf,
  /** Only the first part begins on a part-used sheet. */
  typeset: (pieces, layout, part, lettering) =>
    typesetLabels(pieces, layout, part === 0 ? layout.start : 1, lettering),
}
