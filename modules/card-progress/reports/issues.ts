import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 交付簿: what was handed over, to whom in kind, by whom. */
const issues: LoadReport = (request) =>
  eventList(
    request,
    { code: 'ISSUE' },
    ['day', 'code', 'number', 'variant', 'method', 'oldCard', 'counter', 'by'],
    'variant'
  )

export default issues
