import type { LoadReport } from '@madoguchi/module-kit'
import { listVisits } from '../queries/list_visits.js'
import { visitsOfDay } from './visit_columns.js'

/** 来庁者一覧: who came on a day. */
const visitors: LoadReport = async ({ i18n, ...reach }) =>
  visitsOfDay(
    await listVisits(reach, { states: ['arrived'], parties: true }),
    ['time', 'counter', 'number', 'procedure', 'party', 'arrivedAt', 'how'],
    i18n
  )

export default visitors
