import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 返戻一覧: what came back, and why. */
const returns: LoadReport = (request) =>
  eventList(
    request,
    { code: 'RETURN' },
    ['day', 'code', 'number', 'variant', 'cause', 'reason', 'counter', 'by'],
    'cause'
  )

export default returns
