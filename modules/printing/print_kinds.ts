import { labels } from './labels.js'
import { letters } from './letters.js'
import type { PrintKind } from './print_kind.js'

/** What can be printed. */
const KINDS = { labels, letters } satisfies Record<string, PrintKind<never>>

export type KindName = keyof typeof KINDS

export const kindOf = (name: KindName): PrintKind => KINDS[name]
