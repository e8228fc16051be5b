import type { LoadReport } from '@madoguchi/module-kit'
import { VARIANTS } from '../progress_codes.js'
import { countIssues, ISSUE_PARTS, type IssueCounts } from '../queries/count_issues.js'
import { statusWords } from '../queries/status_words.js'

/** 交付件数: by counter, by hour, by kind and by method, and who came for them. */
const issueCounts: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string, data?: Record<string, unknown>) =>
    i18n.t(`card-progress.staff.${key}`, data)
  const words = await statusWords(i18n)
  const counted = await countIssues(reach)
  const cells = ({ cards, to }: Pick<IssueCounts, 'cards' | 'to'>) => [
    cards,
    ...VARIANTS.ISSUE.map((variant) => to[variant]),
  ]
  const nameOf = ({ by, name }: IssueCounts) =>
    by === 'hour'
      ? t('reports.hour', { n: name })
      : by === 'kind'
        ? t(`kinds.${name}`)
        : by === 'method'
          ? t(`methods.${name}`)
          : name
  return {
    columns: [
      { label: t('reports.columns.part') },
      { label: t('reports.columns.name') },
      { label: words.name('ISSUE'), kind: 'number' },
      ...VARIANTS.ISSUE.map((variant) => ({
        label: t(`variants.${variant}`),
        kind: 'number' as const,
      })),
    ],
    rows: ISSUE_PARTS.flatMap((part) =>
      counted
        .filter(({ by }) => by === part)
        .map((counts) => [t(`reports.parts.${part}`), nameOf(counts), ...cells(counts)])
    ),
    totals: [t('reports.total'), null, ...cells(counted.find(({ by }) => by === 'all')!)],
    chart: {
      title: t('reports.charts.by_hour'),
      bars: counted
        .filter(({ by }) => by === 'hour')
        .map((counts) => ({ label: nameOf(counts)!, value: counts.cards })),
    },
    notes: [t('reports.notes.by_day'), t('reports.notes.hour')],
  }
}

export default issueCounts
