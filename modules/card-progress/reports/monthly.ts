import type { LoadReport } from '@madoguchi/module-kit'
import { countEvents } from '../queries/count_events.js'
import { monthlyReport } from './monthly_report.js'

/** 月間報告, counter by counter. */
const monthly: LoadReport = async ({ i18n, ...reach }) =>
  monthlyReport(
    await countEvents(reach, 'counter'),
    i18n.t('card-progress.staff.words.counter'),
    i18n
  )

export default monthly
