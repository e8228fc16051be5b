import type { I18n } from '@adonisjs/i18n'
import { formatReadableCode } from '#app/exchange/main'
import { fileDate, fileTimestamp } from '#app/ui/main'
import { CAUSES, KINDS, METHODS, VARIANTS, type ProgressCode } from './progress_codes.js'
import type { ListedCase } from './queries/list_cases.js'
import type { StatusWords } from './status_words.js'

export interface CaseColumn {
  label: string
  cell(card: ListedCase): string
}

const moment = (at: Date | null) => (at ? fileTimestamp(at) : '')
const time = (at: Date | null) => (at ? fileTimestamp(at).slice(-8, -3) : '')
const day = (iso: string | null) => fileDate(iso) ?? ''
const tick = (is: boolean | null) => (is ? '○' : '')

/** Words looked up once: a file has hundreds of thousands of lines. */
const said = (i18n: I18n, of: string, keys: readonly string[]) => {
  const words = new Map(keys.map((key) => [key, i18n.t(`card-progress.staff.${of}.${key}`)]))
  return (key: string | null) => (key ? words.get(key)! : '')
}

/** 進捗状況一覧 (R93): how each card stands; statuses by the municipality's names, with their codes beside them. */
export function caseColumns(words: StatusWords, i18n: I18n): CaseColumn[] {
  const t = (key: string) => i18n.t(`card-progress.staff.words.${key}`)
  const kind = said(i18n, 'kinds', KINDS)
  const method = said(i18n, 'methods', METHODS)
  const cause = said(i18n, 'causes', Object.values(CAUSES).flat())
  return [
    { label: t('link_code'), cell: ({ linkCode }) => formatReadableCode(linkCode) },
    { label: t('card_number'), cell: ({ cardNumber }) => cardNumber ?? '' },
    {
      label: t('status'),
      cell: ({ status, statusVariant }) => words.full(status, statusVariant),
    },
    { label: t('status_code'), cell: ({ status }) => status },
    { label: t('cause'), cell: (card) => cause(card.cause) },
    { label: t('status_at'), cell: ({ statusAt }) => moment(statusAt) },
    { label: t('by'), cell: ({ statusBy }) => statusBy ?? '' },
    { label: t('kind'), cell: (card) => kind(card.kind) },
    { label: t('method'), cell: (card) => method(card.method) },
    { label: t('counter'), cell: ({ counterName }) => counterName },
    { label: t('in_transit_to'), cell: ({ inTransitName }) => inTransitName ?? '' },
    { label: t('shelf'), cell: ({ shelf }) => shelf ?? '' },
    { label: t('in_stock'), cell: ({ inStock }) => tick(inStock) },
    { label: words.name('LOST'), cell: ({ isLost }) => tick(isLost) },
    { label: t('batch'), cell: ({ batchNumber }) => batchNumber ?? '' },
    { label: t('reserved_at'), cell: ({ reservedAt }) => moment(reservedAt) },
    { label: t('deadline'), cell: ({ deadline }) => day(deadline) },
  ]
}

/** What each card has come through, for a file (R81–R90). */
export function milestoneColumns(words: StatusWords, i18n: I18n): CaseColumn[] {
  const of = (column: string, code: ProgressCode) =>
    i18n.t(`card-progress.staff.list.columns.${column}`, { status: words.name(code) })
  const variant = said(i18n, 'variants', Object.values(VARIANTS).flat())
  const cause = said(i18n, 'causes', Object.values(CAUSES).flat())
  return [
    { label: of('day', 'ARRIVE'), cell: ({ arrivedOn }) => day(arrivedOn) },
    { label: of('first_day', 'NOTIFY'), cell: ({ firstNotifiedOn }) => day(firstNotifiedOn) },
    { label: of('day', 'NOTIFY'), cell: ({ notifiedOn }) => day(notifiedOn) },
    { label: of('variant', 'NOTIFY'), cell: ({ notifiedAs }) => variant(notifiedAs) },
    { label: of('day', 'RETURN'), cell: ({ returnedOn }) => day(returnedOn) },
    { label: of('variant', 'RETURN'), cell: ({ returned }) => variant(returned) },
    { label: of('cause', 'RETURN'), cell: ({ returnCause }) => cause(returnCause) },
    { label: i18n.t('card-progress.staff.words.reference'), cell: (card) => card.reference ?? '' },
    { label: of('day', 'NOSHOW'), cell: ({ noShowOn }) => day(noShowOn) },
    { label: of('day', 'VISIT'), cell: ({ cameOn }) => day(cameOn) },
    { label: of('time', 'VISIT'), cell: ({ cameAt }) => time(cameAt) },
    { label: of('counter', 'VISIT'), cell: ({ cameTo }) => cameTo ?? '' },
    { label: of('times', 'VISIT'), cell: ({ visits }) => String(visits) },
    { label: of('day', 'SENDBACK'), cell: ({ sentBackOn }) => day(sentBackOn) },
    { label: of('cause', 'SENDBACK'), cell: ({ sendBackCause }) => cause(sendBackCause) },
    { label: of('day', 'ISSUE'), cell: ({ issuedOn }) => day(issuedOn) },
    { label: of('variant', 'ISSUE'), cell: ({ issuedTo }) => variant(issuedTo) },
    { label: of('counter', 'ISSUE'), cell: ({ issuedAt }) => issuedAt ?? '' },
    {
      label: i18n.t('card-progress.staff.words.old_card'),
      cell: ({ oldCardCollected }) => tick(oldCardCollected),
    },
    { label: of('day', 'REISSUE'), cell: ({ reissuedOn }) => day(reissuedOn) },
    {
      label: of('code_before', 'REISSUE'),
      cell: ({ parentCode }) => (parentCode ? formatReadableCode(parentCode) : ''),
    },
  ]
}
