import type { LoadReport } from '@madoguchi/module-kit'
import { fileDate } from '#app/ui/main'
import { countsMade } from '../queries/counts_made.js'

/** 枚数確認簿: who counted what when, and whether it agreed (domain §1.4). */
const counts: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const made = await countsMade(reach)
  return {
    columns: [
      { label: t('words.happened_on') },
      { label: t('reports.columns.what') },
      { label: t('words.counter') },
      { label: t('reports.columns.about') },
      { label: t('reports.columns.expected'), kind: 'number' },
      { label: t('reports.columns.counted'), kind: 'number' },
      { label: t('reports.columns.difference'), kind: 'number' },
      { label: t('words.by') },
      { label: t('reports.columns.second') },
    ],
    rows: made.map(({ what, on, counterName, about, expected, found, by, second }) => [
      ...[fileDate(on), t(`reports.counts.of.${what}`), counterName, about],
      ...[expected, found, found - expected, by, second],
    ]),
    notes: [t('reports.notes.transfers'), t('reports.notes.disposals')],
  }
}

export default counts
