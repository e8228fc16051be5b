import type { I18n } from '@adonisjs/i18n'

/**
 * What is chosen where a municipality holds no resident data: there nobody
 * writes why a card was recorded out of turn, taken back or disposed of, as
 * whatever is written can name somebody. What a program records by itself is
 * said in this way everywhere.
 *
 * In a column such a reason is `#` and its code, beside reasons in words. An
 * event has only a code; `written` where there are words in `written_reasons`,
 * or were until they ended.
 */
export const CODED_WORDS = {
  record: ['late_entry', 'other_order', 'checked_on_paper', 'instructed', 'not_found', 'other'],
  cancel: ['mistyped', 'wrong_card', 'not_done', 'entered_twice', 'other'],
  reissue: ['lost', 'stolen', 'damaged', 'defect', 'expired', 'other'],
  mismatch: ['fewer', 'more', 'slip_wrong', 'in_parts', 'other'],
  disposal: ['shredded', 'punched', 'dissolved', 'burned', 'other'],
  itself: ['by_itself', 'undone', 'remind_due', 'dispose_due', 'in_batch', 'disposed', 'written'],
} as const

export type CodedKind = keyof typeof CODED_WORDS

/** A reason out of the list as it is kept. */
export const coded = (code: (typeof CODED_WORDS)[CodedKind][number]) => `#${code}`

/** @returns undefined for words, even such as begin with `#` */
export const readCoded = (kept: string) =>
  Object.values(CODED_WORDS)
    .flat()
    .find((code) => coded(code) === kept)

/** What an event, and the log, have of a reason: both outlive its words. */
export const withoutWords = (kept: string) => (readCoded(kept) ? kept : coded('written'))

export const isCoded = (kept: string, kind: CodedKind) =>
  CODED_WORDS[kind].some((code) => coded(code) === kept)

/** SQL: of `bulk_actions`, that its reason is words. */
export const MANY_IN_WORDS = `facts #>> '{facts,reason}' !~ '^#[a-z_]+$'`

/** A reason as people read it, whether it was written or chosen. */
export function inWords(i18n: Pick<I18n, 't'>, kept: string | null): string | null {
  const code = kept && readCoded(kept)
  return code ? i18n.t(`card-progress.staff.coded.${code}`) : kept
}

/** What a list offers in the place of a box for words. */
export const codedChoices = (i18n: Pick<I18n, 't'>, kind: CodedKind) =>
  CODED_WORDS[kind].map((code) => ({
    value: coded(code),
    label: i18n.t(`card-progress.staff.coded.${code}`),
  }))
