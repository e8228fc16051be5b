import type { LoadReport } from '@madoguchi/module-kit'
import { countEvents } from '../queries/count_events.js'
import { monthlyReport } from './monthly_report.js'

/** 月間報告, method by method. */
const monthlyMethods: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const counts = await countEvents(reach, 'method')
  return monthlyReport(
    counts.map((one) => ({ ...one, name: t(`methods.${one.name}`) })),
    t('words.method'),
    i18n
  )
}

export default monthlyMethods
