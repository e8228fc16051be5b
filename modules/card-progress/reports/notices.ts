import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 通知書発送一覧: what was posted, for the 郵便差出票 as well. */
const notices: LoadReport = (request) =>
  eventList(
    request,
    { code: 'NOTIFY' },
    ['day', 'code', 'number', 'variant', 'deadline', 'counter', 'batch', 'by'],
    'variant'
  )

export default notices
