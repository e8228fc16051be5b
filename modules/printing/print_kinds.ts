import { credentials } from './credentials.js'
import { labels } from './labels.js'
import { letters } from './letters.js'
import { holdsSecret } from './merge_fields.js'
import type { PrintKind } from './print_kind.js'
import type { WordingText } from './wording.js'

/** What can be printed. */
const KINDS = { labels, letters, credentials } satisfies Record<string, PrintKind<never>>

export type KindName = keyof typeof KINDS

export const kindOf = (name: KindName): PrintKind => KINDS[name]

/** Letters that hold a password are of the kind that issues it. */
export const kindOfLetter = (wording: WordingText): KindName =>
  holdsSecret(wording) ? 'credentials' : 'letters'
