import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 返戻一覧: what came back, and why. */
const returns: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'RETURN'),
    ['day', 'code', 'number', 'variant', 'cause', 'reason', 'counter', 'by'],
    i18n,
    'cause'
  )

export default returns
