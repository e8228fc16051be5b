import type { LoadReport } from '@madoguchi/module-kit'
import { eventList } from './event_columns.js'

/** 廃棄簿: what was disposed of, how, and by which two persons. */
const disposals: LoadReport = (request) =>
  eventList(request, { code: 'DISPOSE' }, [
    'day',
    'code',
    'number',
    'disposalMethod',
    'counter',
    'proposedBy',
    'confirmedBy',
  ])

export default disposals
