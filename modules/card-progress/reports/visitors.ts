import type { LoadReport } from '@madoguchi/module-kit'
import { eventsBetween } from '../queries/events_between.js'
import { eventList } from './event_columns.js'

/** 来庁者一覧: who came, and when as far as it is known (R87). */
const visitors: LoadReport = async ({ i18n, ...reach }) =>
  eventList(
    await eventsBetween(reach, 'VISIT'),
    ['day', 'cameAt', 'reference', 'code', 'number', 'counter', 'by'],
    i18n
  )

export default visitors
