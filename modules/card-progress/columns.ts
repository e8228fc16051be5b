import type { I18n } from '@adonisjs/i18n'
import { formatReadableCode } from '#app/exchange/main'
import { fileTimestamp } from '#app/ui/main'
import { KINDS, METHODS } from './progress_codes.js'
import type { ListedCase } from './queries/list_cases.js'
import type { StatusWords } from './status_words.js'

export interface CaseColumn {
  label: string
  cell(card: ListedCase): string
}

const moment = (at: Date | null) => (at ? fileTimestamp(at) : '')
const day = (iso: string | null) => iso?.replaceAll('-', '/') ?? ''

/** 進捗状況一覧 as a file (R93): statuses by the municipality's names, with their codes beside them. */
export function caseColumns(words: StatusWords, i18n: I18n): CaseColumn[] {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  /** Looked up once: a file has hundreds of thousands of lines. */
  const kinds = new Map(KINDS.map((kind) => [kind, t(`kinds.${kind}`)]))
  const methods = new Map(METHODS.map((method) => [method, t(`methods.${method}`)]))
  return [
    { label: t('words.link_code'), cell: ({ linkCode }) => formatReadableCode(linkCode) },
    { label: t('words.card_number'), cell: ({ cardNumber }) => cardNumber ?? '' },
    {
      label: t('words.status'),
      cell: ({ status, statusVariant }) => words.full(status, statusVariant),
    },
    { label: t('words.status_code'), cell: ({ status }) => status },
    { label: t('words.status_at'), cell: ({ statusAt }) => moment(statusAt) },
    { label: t('words.by'), cell: ({ statusBy }) => statusBy ?? '' },
    { label: t('words.kind'), cell: ({ kind }) => kinds.get(kind)! },
    { label: t('words.method'), cell: ({ method }) => methods.get(method)! },
    { label: t('words.counter'), cell: ({ counterName }) => counterName },
    { label: t('words.in_transit_to'), cell: ({ inTransitName }) => inTransitName ?? '' },
    { label: t('words.shelf'), cell: ({ shelf }) => shelf ?? '' },
    { label: t('words.in_stock'), cell: ({ inStock }) => (inStock ? '○' : '') },
    { label: t('words.batch'), cell: ({ batchNumber }) => batchNumber ?? '' },
    { label: t('words.reserved_at'), cell: ({ reservedAt }) => moment(reservedAt) },
    { label: t('words.deadline'), cell: ({ deadline }) => day(deadline) },
  ]
}
