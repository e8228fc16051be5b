import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 通知書発送一覧: what was posted, for the 郵便差出票 as well. */
const notices: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'NOTIFY'),
    ['day', 'code', 'number', 'variant', 'deadline', 'counter', 'batch', 'by'],
    i18n,
    'variant'
  )

export default notices
