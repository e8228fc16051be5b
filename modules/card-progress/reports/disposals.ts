import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 廃棄簿: what was disposed of, how, and by which two persons. */
const disposals: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'DISPOSE'),
    ['day', 'code', 'number', 'disposalMethod', 'counter', 'proposedBy', 'confirmedBy'],
    i18n
  )

export default disposals
