import type { LoadReport } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { formatDateTime, formatTimestamp } from '#app/ui/main'
import { refusedVisits as readRefused } from '../queries/refused_visits.js'
import { statusWords } from '../queries/status_words.js'

/** 登録できなかった予約の動き: for staff to judge, who would else have to open every card. */
const refusedVisits: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const words = await statusWords(i18n)
  return {
    columns: [
      { label: t('words.moment') },
      { label: t('words.link_code') },
      { label: t('words.counter') },
      { label: t('reports.columns.step') },
      { label: t('words.reference') },
      { label: t('words.reserved_at') },
      { label: t('reports.columns.because') },
    ],
    rows: (await readRefused(reach)).map((one) => [
      ...[formatTimestamp(one.notedAt), formatReadableCode(one.linkCode), one.counterName],
      ...[words.step(one.code), String(one.receptionNumber), formatDateTime(one.visitAt)],
      t(`refusals.${one.because}`),
    ]),
    notes: [t('visits.text')],
  }
}

export default refusedVisits
