import { extensionPoint } from '@madoguchi/module-kit'
import type { LetterLayout } from './letter_layout.js'

export type { LetterLayout } from './letter_layout.js'

/**
 * Layouts of letters a module brings, which staff choose beside the product's
 * own; tests/register_letter_layout_suite.ts says what they must keep to.
 */
export const letterLayouts = extensionPoint<LetterLayout[]>('printing.letter_layouts')
