/** The events of a card (domain §1.3). Codes never change; what they are called is each municipality's (R101). */
export const CODES = [
  'ARRIVE',
  'INSPECT',
  'PRESET',
  'STORE',
  'NOTIFY',
  'RETURN',
  'RESERVE',
  'RESV_CANCEL',
  'VISIT',
  'NOSHOW',
  'SENDBACK',
  'ISSUE',
  'VOID',
  'DISPOSE',
  'LOST',
  'REISSUE',
] as const
export type ProgressCode = (typeof CODES)[number]

/** What a case is before anything happened. */
export type CaseStatus = ProgressCode | 'NONE'

/** The seven of the brochure: all a small town needs. */
export const BROCHURE_CODES: readonly ProgressCode[] = [
  'ARRIVE',
  'NOTIFY',
  'RESERVE',
  'RETURN',
  'VISIT',
  'ISSUE',
  'SENDBACK',
]

/** What an event can be more exactly. */
export const VARIANTS = {
  INSPECT: ['ok', 'defect'],
  STORE: ['stored', 'shelved', 'sent', 'received'],
  NOTIFY: ['first', 'again', 'reminder'],
  RETURN: ['notice', 'card'],
  ISSUE: ['self', 'legal', 'proxy', 'mail'],
} as const satisfies Partial<Record<ProgressCode, readonly string[]>>

export const variantsOf = (code: ProgressCode): readonly string[] =>
  (VARIANTS as Partial<Record<ProgressCode, readonly string[]>>)[code] ?? []

/** The first is meant where nothing is said; but which of the two came back is never guessed: only the card lies here then. */
export const usualVariant = (code: ProgressCode): string | null =>
  code === 'RETURN' ? null : (variantsOf(code)[0] ?? null)

/** Why something came back, was turned away or was stopped: fixed, so that it can be counted. */
export const CAUSES = {
  RETURN: ['unknown_address', 'not_collected', 'moved', 'refused', 'other'],
  SENDBACK: ['papers_missing', 'wrong_representative', 'system_down', 'other'],
  VOID: ['moved_out', 'died', 'expired', 'withdrawn', 'defect', 'other'],
} as const satisfies Partial<Record<ProgressCode, readonly string[]>>

export const causesOf = (code: ProgressCode): readonly string[] =>
  (CAUSES as Partial<Record<ProgressCode, readonly string[]>>)[code] ?? []

/** What an event should have said and does not: what came back, and why (domain §1.3). */
export function omission(
  code: ProgressCode,
  variant: string | null | undefined,
  cause: string | null | undefined
): 'variant_needed' | 'cause_needed' | 'cause_of_another' | null {
  if (code === 'RETURN' && !variant) return 'variant_needed'
  const causes = causesOf(code)
  if (causes.length === 0) return cause ? 'cause_of_another' : null
  return cause && causes.includes(cause) ? null : 'cause_needed'
}

/** The causes a choice of a list asks for. */
export const causesOfChoice = (choice: string) => {
  const read = readChoice(choice)
  return read ? causesOf(read.code) : []
}

/** 来庁予約 as it is recorded beside an arrival: another booking of the person still stands. */
export const STILL_BOOKED = 'standing'

/**
 * Records of where the card lies, and of what still stands beside them. They
 * are in the history like any other, but moving a card to another shelf says
 * nothing about how far its handing-over has come: the status stays.
 */
export const isCustodyOnly = (code: string, variant: string | null | undefined) =>
  (code === 'STORE' && variant !== 'stored') || (code === 'RESERVE' && variant === STILL_BOOKED)

/**
 * After 交付不可 and 再交付 nothing is on its way to the person any more: what
 * is recorded then says where the card lies, and the status stays until the
 * card is disposed of (or closed by a re-issue).
 */
export const FINISHED: readonly CaseStatus[] = ['VOID', 'REISSUE']
const GOES_ON: readonly string[] = ['VOID', 'REISSUE', 'DISPOSE']

/** Whether an event becomes the status of a card that stands at `from`. */
export const becomesStatus = (from: CaseStatus, code: string, variant: string | null | undefined) =>
  !isCustodyOnly(code, variant) && (!FINISHED.includes(from) || GOES_ON.includes(code))

/** These are recorded by pages of their own, never picked from the list. */
export const NOT_PICKED: readonly ProgressCode[] = ['DISPOSE', 'REISSUE']

/** Nothing is on its way to the person any more: another card may be. */
export const NOT_LIVE: readonly CaseStatus[] = ['ISSUE', 'VOID', 'DISPOSE', 'REISSUE']

export const METHODS = [
  'at_delivery',
  'at_application',
  'outreach',
  'via_residence',
  'express',
] as const
export type CardMethod = (typeof METHODS)[number]

export const KINDS = ['first', 'renewal', 'reissue'] as const
export type CardKind = (typeof KINDS)[number]

/** A status with its variant, as one choice of a list: `NOTIFY:first`. */
export function readChoice(choice: string): { code: ProgressCode; variant: string | null } | null {
  const [code, variant = null] = choice.split(':') as [ProgressCode, string?]
  if (!CODES.includes(code)) return null
  const variants = variantsOf(code)
  if (variants.length === 0) return variant === null ? { code, variant } : null
  return variant === null || !variants.includes(variant) ? null : { code, variant }
}

export const choiceOf = (code: string, variant: string | null | undefined) =>
  variant ? `${code}:${variant}` : code
